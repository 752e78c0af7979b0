import { setTimeout as delay } from 'node:timers/promises'
import { playClient } from '../client/index.js'
import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import { createMarks } from '../core/marks.js'
import type { Target } from '../core/target.js'
import { untilAborted } from '../core/until-aborted.js'
import type { RunPlan } from '../scenario/plan.js'
import { keptWaiting } from '../surroundings/index.js'
import { loopbackAddress } from './loopback.js'
import { startUpstreamFor } from './start-upstream.js'
import type { Surroundings } from './surroundings.js'

/** What all runs of a command share. */
export interface Stage {
  readonly surroundings: Surroundings
  /** Fires when a person, or the end of our parent, asks for the end. */
  readonly interrupted: AbortSignal
}

/** Past this the testbed itself is stuck, and the run is broken. */
const SPARE = 20_000

/** Sets up upstream and gateway, plays the client, and takes everything down again. */
export async function play(plan: RunPlan, target: Target, stage: Stage, witness: Witness): Promise<void> {
  const curtain = new AbortController()
  const overdue = setTimeout(() => curtain.abort('overdue'), plan.client.patience + SPARE)
  const interrupt = () => curtain.abort('interrupted')
  stage.interrupted.addEventListener('abort', interrupt)
  if (stage.interrupted.aborted) interrupt()
  try {
    await act(plan, target, stage, witness, curtain)
  } finally {
    clearTimeout(overdue)
    stage.interrupted.removeEventListener('abort', interrupt)
  }
}

async function act(
  plan: RunPlan,
  target: Target,
  stage: Stage,
  witness: Witness,
  curtain: AbortController
): Promise<void> {
  const over = curtain.signal
  const [upstreamPlan] = plan.upstreams
  if (upstreamPlan === undefined) throw new Trouble('bad-scenario', 'the scenario has no upstream')
  const marks = createMarks()
  await using database = await stage.surroundings.databaseFor(plan)
  await using upstream = await startUpstreamFor(upstreamPlan, {
    host: loopbackAddress(),
    witness,
    marks,
    over,
    speed: plan.speed,
    query: name => database.query(name)
  })
  const { host, port } = upstream
  await using gateway = await target.start(
    { upstream: { host, port }, host: loopbackAddress(), limits: plan.realLimits },
    witness
  )
  throwIfOver(over)
  const told = tellWaiting(gateway.pids, witness)
  await playClient(plan.client, gateway, { witness, marks, over })
  told()
  await Promise.race([upstream.settled(), untilAborted(over), delay(plan.client.patience, undefined, { ref: false })])
  throwIfOver(over)
  const entries = await gateway.log(plan.requests.length)
  for (const entry of entries) witness({ side: 'gateway', what: 'log', entry })
  curtain.abort('done')
}

/** Tells afterwards for how long the machine kept the testbed, and a gateway that lives elsewhere, from running. */
function tellWaiting(pids: readonly number[], witness: Witness): () => void {
  const sides = [
    { side: 'client', pids: [process.pid] },
    { side: 'gateway', pids }
  ] as const
  const before = sides.map(side => keptWaiting(side.pids))
  return () => {
    for (const [at, { side, pids }] of sides.entries()) {
      const milliseconds = Math.round(keptWaiting(pids) - (before[at] ?? 0))
      if (milliseconds > 0) witness({ side, what: 'kept-waiting', milliseconds })
    }
  }
}

function throwIfOver(over: AbortSignal): void {
  if (!over.aborted) return
  throw over.reason === 'interrupted'
    ? new Trouble('interrupted', 'the run was interrupted')
    : new Trouble('overdue', 'the run did not end in time', 'Please report it with the output of --json.')
}
