import { untilAborted } from '../core/abort.js'
import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import { createMarks } from '../core/marks.js'
import type { RunPlan } from '../scenario/index.js'
import type { RunContext } from './play.js'
import { startUpstreamFor } from './start-upstream.js'

/** Where an upstream that stays up listens; port 0 takes a free one. */
export interface ServingPlace {
  readonly host: string
  readonly port: number
}

/** Keeps the upstream of a scenario up, for whoever asks, until it is interrupted. */
export async function serveUpstream(
  plan: RunPlan,
  place: ServingPlace,
  context: RunContext,
  witness: Witness
): Promise<void> {
  const [upstreamPlan] = plan.upstreams
  if (upstreamPlan === undefined || plan.later.length > 0)
    throw new Trouble('usage', `scenario ${plan.card.id} cannot be served: ${plan.later.join(', ')} is not played yet`)
  await using database = await context.surroundings.databaseFor(plan)
  await using _upstream = await startUpstreamFor(upstreamPlan, {
    ...place,
    witness,
    marks: createMarks(),
    over: context.interrupted,
    speed: plan.speed,
    query: database.query,
    leave: database.leave
  })
  await untilAborted(context.interrupted)
}
