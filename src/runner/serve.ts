import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { anyOf, untilAborted } from '../core/abort.js'
import { Trouble } from '../core/errors.js'
import type { Notice } from '../core/gateway-words.js'
import type { LogEntry } from '../core/log-entry.js'
import { createMarks } from '../core/marks.js'
import type { RunningGateway } from '../core/target.js'
import type { Job } from './job.js'
import type { RunContext } from './play.js'
import { demandsOf } from './run.js'
import { type FateWitness, type ServeOptions, startServed, type UpstreamPlace } from './served-upstreams.js'

/** Everything that is up. */
export interface Served {
  readonly gateway: Pick<RunningGateway, 'host' | 'port' | 'pids'>
  readonly upstreams: readonly UpstreamPlace[]
  /** The command with which a person looks into the database, when the scenario has one. */
  readonly psql?: string
}

/** Is told what happens while a scenario is kept up. */
export interface Audience extends FateWitness {
  ready(served: Served): void
  /** A request has been answered, or given up. */
  logged(entry: LogEntry): void
  gatewayDied(how: string): void
}

/** Keeps upstream and gateway of a scenario up, for whoever asks, until it is interrupted. */
export async function serve(job: Job, options: ServeOptions, context: RunContext, audience: Audience): Promise<void> {
  refuseUnplayed(job)
  const { plan, target, found } = job
  const { host, gatewayPort } = options
  await using database = await context.surroundings.databaseFor(plan)
  const { query, leave } = database
  const over = anyOf(context.interrupted)
  setMaxListeners(0, over)
  const marks = marksOf(job)
  await using upstreams = await startServed(job.plan, options, { marks, over, query, leave }, audience)
  const { gateway: words, realLimits: limits } = plan
  const known = upstreams.places.filter(({ name }) => words.upstreams?.includes(name) ?? true)
  const died = new AbortController()
  const noticed = ({ upstream, state }: Notice) => marks.set(`${upstream}-${state}`)
  const gatewayPlan = { upstreams: known, words, host, port: gatewayPort, limits, noticed }
  await using gateway = await target.start(found, gatewayPlan, sight => {
    if (sight.what !== 'died') return
    audience.gatewayDied(sight.signal ?? `exit code ${sight.code}`)
    died.abort()
  })
  const { psql } = database
  if (!over.aborted) audience.ready({ gateway, upstreams: upstreams.places, ...(psql === undefined ? {} : { psql }) })
  void followLog(gateway, anyOf(over, died.signal), audience)
  await untilAborted(over)
}

function refuseUnplayed({ plan, target }: Job): void {
  const { later, card } = plan
  const unsayable = target.cannotSay(demandsOf(plan))
  const why = later.length > 0 ? `${later.join(', ')} is not played yet` : `${target.product} cannot say: ${unsayable}`
  if (later.length > 0 || unsayable.length > 0)
    throw new Trouble('usage', `scenario ${card.id} cannot be served: ${why}`)
}

/** There is no client of ours: the marks that it would set are set, so that nothing waits for it. */
function marksOf({ plan }: Job) {
  const marks = createMarks()
  for (const act of plan.client.acts) if (act.act === 'mark') marks.set(act.name)
  return marks
}

/** Under many requests a second the log is read in portions, not line by line. */
const PORTION = 100

/** Tells each line of the gateway's log, once. */
async function followLog(gateway: RunningGateway, over: AbortSignal, audience: Audience): Promise<void> {
  let told: readonly LogEntry[] = []
  while (!over.aborted) {
    const entries = await gateway.log(requestsIn(told) + 1)
    for (const entry of entries.slice(told.length)) if (!over.aborted) audience.logged(entry)
    if (entries.length > told.length) await delay(PORTION, undefined, { ref: false })
    told = entries
  }
}

/** A product may also log what is about no request. */
function requestsIn(entries: readonly LogEntry[]): number {
  return entries.filter(entry => entry.method !== undefined).length
}
