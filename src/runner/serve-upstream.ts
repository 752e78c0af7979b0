import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import { createMarks } from '../core/marks.js'
import { untilAborted } from '../core/until-aborted.js'
import type { RunPlan } from '../scenario/index.js'
import type { Stage } from './stage.js'
import { startUpstreamFor } from './start-upstream.js'

/** Where an upstream that stays up listens; port 0 takes a free one. */
export interface ServingPlace {
  readonly host: string
  readonly port: number
}

/** Keeps the upstream of a scenario up, for whoever asks, until it is interrupted. */
export async function serveUpstream(plan: RunPlan, place: ServingPlace, stage: Stage, witness: Witness): Promise<void> {
  const [upstreamPlan] = plan.upstreams
  if (upstreamPlan === undefined || plan.later.length > 0)
    throw new Trouble('usage', `scenario ${plan.card.id} cannot be served: ${plan.later.join(', ')} is not played yet`)
  await using database = await stage.surroundings.databaseFor(plan)
  await using _upstream = await startUpstreamFor(upstreamPlan, {
    ...place,
    witness,
    marks: createMarks(),
    over: stage.interrupted,
    speed: plan.speed,
    query: name => database.query(name)
  }).catch(error => {
    throw cannotListen(error, place)
  })
  await untilAborted(stage.interrupted)
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: ServingPlace): unknown {
  if (!['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'].includes(error.code ?? '')) return error
  const code = error.code === 'EADDRINUSE' ? 'port-busy' : 'usage'
  return new Trouble(
    code,
    `the upstream cannot listen on port ${port} of ${host}: ${error.message}`,
    'Port 0 takes a free one.'
  )
}
