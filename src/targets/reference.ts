import { readFile } from 'node:fs/promises'
import { type GatewayWords, wordsIn } from '../core/gateway-words.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { LogEntry } from '../core/log-entry.js'
import type { Found, GatewayPlan, RunningGateway, Target } from '../core/target.js'
import { Lines } from './lines.js'
import { commandLine } from './reference-command.js'
import { readReferenceLog } from './reference-log.js'

/** The log's line comes when the answer is through, which may be a moment after the client has it. */
const LOG_LIMIT = 500

const SAYS: readonly (keyof GatewayWords)[] = [
  'upstreams',
  'balance',
  'pool',
  'limit',
  'retry',
  'health',
  'breaker',
  'answer',
  'rate',
  'request'
]

/** Our own gateway, in this process. */
export const reference: Target = {
  name: 'reference',
  product: 'the reference gateway',
  namesErrors: true,
  // Whole milliseconds.
  clockGrain: 1,
  cannotSay: ({ words }) => wordsIn(words).filter(word => !(SAYS as readonly string[]).includes(word)),
  find: findReference,
  start: startReference
}

async function findReference(): Promise<Found> {
  const ours = await readFile(new URL('../../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(ours) as { version: string }
  return { here: true, version }
}

async function startReference(_found: Found, plan: GatewayPlan): Promise<RunningGateway> {
  const { host, port = 0, limits } = plan
  const lines = new Lines()
  const entriesOf = readEachOnce()
  const logger = { write: (line: string) => lines.add(line) }
  const { upstreams: _, request, ...words } = plan.words
  const upstream = plan.upstreams.map(({ host, port, tls }) => `${tls ? 'https' : 'http'}://${hostAndPort(host, port)}`)
  // Loaded when it is needed: fastify is half of the time that a command takes to start.
  const { startGateway } = await import('../gateway/index.js')
  const { warmUp } = await import('./warm-up.js')
  await warmUp()
  const gateway = await startGateway({
    ...words,
    ...(request !== undefined && { requestTime: request }),
    upstream,
    timeouts: limits,
    noticed: notice => plan.noticed({ ...notice, upstream: nameOf(notice.upstream, plan) }),
    host,
    port,
    logger
  })
  return {
    host,
    port: gateway.port,
    pids: [],
    configuration: commandLine(upstream, limits, plan.words),
    unsaid: [],
    async log(requests) {
      await lines.until(all => entriesOf(all).length >= requests, LOG_LIMIT)
      return entriesOf(lines.all)
    },
    [Symbol.asyncDispose]: () => gateway.close()
  }
}

/** Reads a log that only grows: a gateway that serves for hours is asked for it again and again. */
function readEachOnce(): (lines: readonly string[]) => readonly LogEntry[] {
  const entries: LogEntry[] = []
  let read = 0
  return lines => {
    entries.push(...readReferenceLog(lines.slice(read)))
    read = lines.length
    return [...entries]
  }
}

/** The name of the upstream that the gateway knows by its address. */
function nameOf(address: string, { upstreams }: GatewayPlan): string {
  return upstreams.find(({ host, port }) => hostAndPort(host, port) === address)?.name ?? address
}
