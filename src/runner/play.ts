import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { playClient } from '../client/index.js'
import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import { createMarks } from '../core/marks.js'
import { untilAborted } from '../core/until-aborted.js'
import { keptWaiting } from '../surroundings/index.js'
import type { RunningUpstream } from '../upstream/index.js'
import type { Job } from './job.js'
import { loopbackAddress } from './loopback.js'
import { startUpstreamFor } from './start-upstream.js'
import type { Surroundings } from './surroundings.js'

/** What all runs of a command share. */
export interface RunContext {
  readonly surroundings: Surroundings
  /** Fires when a person, or the end of our parent, asks for the end. */
  readonly interrupted: AbortSignal
}

/** Past this the testbed itself is stuck, and the run is broken. */
const SPARE = 20_000

/** Sets up upstream and gateway, plays the client, and takes everything down again. */
export async function playRun(job: Job, context: RunContext, witness: Witness): Promise<void> {
  const end = new AbortController()
  // Every wait of the run listens for its end: Node warns of a leak at the eleventh.
  setMaxListeners(0, end.signal)
  const overdue = setTimeout(() => end.abort('overdue'), job.plan.client.patience + SPARE)
  const interrupt = () => end.abort('interrupted')
  context.interrupted.addEventListener('abort', interrupt)
  if (context.interrupted.aborted) interrupt()
  try {
    await setUpAndPlay(job, context.surroundings, witness, end.signal)
  } finally {
    end.abort('done')
    clearTimeout(overdue)
    context.interrupted.removeEventListener('abort', interrupt)
  }
}

async function setUpAndPlay(job: Job, surroundings: Surroundings, witness: Witness, over: AbortSignal): Promise<void> {
  const { plan, target, found } = job
  const marks = createMarks()
  await using database = await surroundings.databaseFor(plan)
  const query = database.query.bind(database)
  const setting = { host: loopbackAddress(), witness, marks, over, speed: plan.speed, query }
  await using upstream = await startUpstreamFor(upstreamOf(job), setting)
  const { host, port } = upstream
  const gatewayPlan = { upstream: { host, port }, host: loopbackAddress(), limits: plan.realLimits }
  await using gateway = await target.start(found, gatewayPlan, witness)
  throwIfOver(over)
  const tellWaiting = watchWaiting(gateway.pids, witness)
  await playClient(plan.client, gateway, { witness, marks, over })
  tellWaiting()
  await untilSettled(upstream, plan.client.patience, over)
  throwIfOver(over)
  const entries = await gateway.log(plan.requests.length)
  for (const entry of entries) witness({ side: 'gateway', what: 'log', entry })
}

function upstreamOf({ plan }: Job) {
  const [upstream] = plan.upstreams
  if (upstream === undefined) throw new Trouble('bad-scenario', `scenario ${plan.card.id} has no upstream`)
  return upstream
}

/** A script that is not done long after the client is, and does not hang on purpose, waits for what never comes. */
async function untilSettled(upstream: RunningUpstream, patience: number, over: AbortSignal): Promise<void> {
  const enough = new AbortController()
  const late = delay(patience, 'late', { signal: enough.signal }).catch(() => 'ended')
  const first = await Promise.race([upstream.settled().then(() => 'settled'), untilAborted(over), late])
  enough.abort()
  if (first === 'late')
    throw new Trouble(
      'overdue',
      'a script of the upstream did not come to its end',
      'Does it await a mark that nobody sets?'
    )
}

/** Tells afterwards for how long the machine kept the testbed, and a gateway that lives elsewhere, from running. */
function watchWaiting(pids: readonly number[], witness: Witness): () => void {
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
