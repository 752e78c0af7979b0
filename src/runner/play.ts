import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { playClient } from '../client/index.js'
import { untilAborted } from '../core/abort.js'
import { Trouble } from '../core/errors.js'
import type { Witness } from '../core/events.js'
import { createMarks } from '../core/marks.js'
import type { GatewayPlan } from '../core/target.js'
import { keptWaiting } from '../surroundings/index.js'
import type { Controls } from './control.js'
import type { Job } from './job.js'
import { loopbackAddress } from './loopback.js'
import { Operator } from './operator.js'
import type { Surroundings } from './surroundings.js'
import { addressesOf, type RunningUpstreams, startUpstreams } from './upstreams.js'

/** What all runs of a command share. */
export interface RunContext {
  readonly surroundings: Surroundings
  /** Fires when a person, or the end of our parent, asks for the end. */
  readonly interrupted: AbortSignal
  /** An operator looks around on the machines meanwhile, and tells what there is to be found. */
  readonly evidence?: boolean
  /** The control of each target comes before its first run; without this nobody asks for one. */
  readonly controls?: Controls
}

/** Past this the testbed itself is stuck: everything of the run is asked to end. */
const SPARE = 20_000
/** And past this it is given up: the run is broken, whatever still lives. */
const GRACE = 15_000

/** Sets up upstream and gateway, plays the client, and takes everything down again. */
export async function playRun(job: Job, context: RunContext, witness: Witness): Promise<void> {
  const end = new AbortController()
  // Every wait of the run listens for its end: Node warns of a leak at the eleventh.
  setMaxListeners(0, end.signal)
  const overdue = setTimeout(() => end.abort('overdue'), job.plan.client.patience + SPARE)
  const interrupt = () => end.abort('interrupted')
  const progress = { doing: 'starting' }
  context.interrupted.addEventListener('abort', interrupt)
  if (context.interrupted.aborted) interrupt()
  try {
    const play = setUpAndPlay(job, context, witness, end.signal, progress)
    await Promise.race([play, giveUp(end.signal, progress)])
  } finally {
    end.abort('done')
    clearTimeout(overdue)
    context.interrupted.removeEventListener('abort', interrupt)
  }
}

/** What a run is at, for the message when it gets no further. */
interface Progress {
  doing: string
}

/** Rejects when a run that was asked to end does not. */
async function giveUp(over: AbortSignal, progress: Progress): Promise<never> {
  await untilAborted(over)
  await delay(GRACE, undefined, { ref: false })
  throw new Trouble('overdue', `the run is stuck in ${progress.doing}`, 'Please report it with the output of --json.')
}

async function setUpAndPlay(
  job: Job,
  { surroundings, evidence }: RunContext,
  witness: Witness,
  over: AbortSignal,
  progress: Progress
): Promise<void> {
  const { plan, target, found } = job
  const marks = createMarks()
  progress.doing = 'starting the database'
  await using database = await surroundings.databaseFor(plan)
  const { query, leave } = database
  const setting = { witness, marks, over, speed: plan.speed, query, leave }
  progress.doing = 'starting the upstream'
  await using upstreams = await startUpstreams(plan.upstreams, setting, target.upstreamsAt)
  const addresses = addressesOf(upstreams, plan)
  const gatewayPlan: GatewayPlan = {
    upstreams: addresses,
    words: plan.gateway,
    host: loopbackAddress(),
    limits: plan.realLimits,
    noticed: notice => {
      witness({ side: 'gateway', what: 'noticed', ...notice })
      marks.set(`${notice.upstream}-${notice.state}`)
    }
  }
  progress.doing = 'starting the gateway'
  await using gateway = await target.start(found, gatewayPlan, witness)
  witness({
    side: 'gateway',
    what: 'listening',
    address: `${gateway.host}:${gateway.port}`,
    upstreams: addresses.map(({ host, port }) => `${host}:${port}`),
    unsaid: [...gateway.unsaid],
    configuration: gateway.configuration
  })
  throwIfOver(over)
  progress.doing = 'playing the client'
  await using operator = evidence === true ? new Operator(upstreams, database) : undefined
  await operator?.begin()
  const tellWaiting = watchWaiting(gateway.pids, witness)
  await playClient(plan.client, gateway, { witness, marks, over, signal: upstreams.signal })
  tellWaiting()
  await operator?.end()
  progress.doing = 'waiting for the upstream'
  await untilSettled(upstreams, plan.client.patience, over)
  throwIfOver(over)
  progress.doing = 'reading the log'
  const entries = await gateway.log(plan.requests.length)
  for (const entry of entries) witness({ side: 'gateway', what: 'log', entry })
  operator?.tell(gateway, witness)
  progress.doing = 'taking everything down'
}

/** A script that is not done long after the client is, and does not hang on purpose, waits for what never comes. */
async function untilSettled(upstreams: RunningUpstreams, patience: number, over: AbortSignal): Promise<void> {
  const enough = new AbortController()
  const late = delay(patience, 'late', { signal: enough.signal }).catch(() => 'ended')
  const first = await Promise.race([upstreams.settled().then(() => 'settled'), untilAborted(over), late])
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
