import type { LogEntry } from '../../core/log-entry.js'
import { apacheError as format } from '../../logs/products/apache-error.js'
import { entriesOf, type Failure, failureIn, type Said } from '../said.js'

/** What the access log says of a request, beside the usual line. `file` is what was asked, `worker` the member of a balancer that was. */
export const ACCESS_FACTS = {
  // No two requests begin in the same microsecond: so no two lines are the same.
  at: '%{begin:usec}t',
  client: '%a:%{remote}p',
  request: '%r',
  status: '%>s',
  worker: '%{BALANCER_WORKER_NAME}e',
  file: '%f',
  // Absent when there never was a connection.
  port: '%{proxy-source-port}n',
  first: '%^FB',
  end: '%D'
}

type Facts = Readonly<Record<keyof typeof ACCESS_FACTS, string>>

const ACCESS = /^\S+ \S+ \S+ \[[^\]]+\] "/
const NOTICE = /AH0330[23]: (?:Threaded )?Health check (ENABLING|DISABLING) (\S+)/
const CODE = /\bAH\d{5}\b/

/** What a line of Apache's log says. */
export function readApacheLine(line: string): Said | undefined {
  if (line.startsWith('{')) return requestIn(factsIn(line))
  const notice = NOTICE.exec(line)
  if (notice !== null) {
    const state = notice[1] === 'ENABLING' ? 'up' : 'down'
    return { about: 'upstream', upstream: addressIn(notice[2] ?? '') ?? '', state, why: 'health check' }
  }
  // The watchdog's own tries to connect are about no request.
  const failure = line.includes(' HCOH: ') ? undefined : failureIn(format, line)
  if (failure === undefined) return undefined
  const flag = CODE.exec(line)?.[0]
  // Its limit is one for each line, and it says which one that is.
  const error = flag === 'AH10124' ? 'http_response_header_size' : undefined
  return { about: 'failure', failure: { ...failure, flag, error } }
}

/** Apache escapes as JSON does, but for bytes that are no text. */
function factsIn(line: string): Facts {
  return JSON.parse(line.replace(/\\x(?=[\da-f]{2})/gi, '\\u00')) as Facts
}

function requestIn({ client, request, status, worker, file, port, first, end }: Facts): Said {
  const [method, path] = request.split(' ')
  const upstream = addressIn(worker) ?? addressIn(file)
  return {
    about: 'request',
    key: client,
    method,
    path,
    status: Number(status) || undefined,
    attempts: port === '-' ? 0 : 1,
    upstream,
    timings: { ...(first !== '-' && { head: milliseconds(first) }), end: milliseconds(end) }
  }
}

function milliseconds(micros: string): number {
  return Math.round(Number(micros) / 1000)
}

function addressIn(url: string): string | undefined {
  return /https?:\/\/([^/\s]+:\d+)/.exec(url)?.[1]
}

/** Whether a line stands in an access log. */
export function isAccessLine(line: string): boolean {
  return ACCESS.test(line)
}

/** A line on a failure, with what tells whose it is. */
interface Failed {
  readonly line: string
  readonly failure: Failure
  /** The upstream that was called. */
  readonly address: string | undefined
}

/**
 * Reads Apache's log: one entry for each request, joined by the client's address and port with what the error log says of it. A line on a
 * connection that could not be had does not name the client; the next one of its thread does, or else it is about the next request that fails.
 */
export function readApacheLog(lines: readonly string[]): LogEntry[] {
  const said = new Map<string, Said>()
  const failed = new Map<string, Failed[]>()
  for (const line of lines) {
    const one = readApacheLine(line)
    if (one?.about === 'failure') note(line, one.failure, failed)
    if (one?.about !== 'request') continue
    const all = taken(failed, one)
    const last = all.filter(({ address }) => address === undefined || address === one.upstream)
    for (const { line: earlier, failure } of last) said.set(earlier, { about: 'failure', key: one.key, failure })
    said.set(line, { ...one, attempts: attemptsOf(all, one) })
  }
  return entriesOf([...said.keys()], line => said.get(line))
}

function note(line: string, failure: Failure, failed: Map<string, Failed[]>): void {
  const [, thread = '', client] = /\[pid ([^\]]+)\](?:.*?\[client ([^\]]+)\])?/.exec(line) ?? []
  const waiting = failed.get(thread) ?? []
  const address =
    /(?:connect to|connection for|remote server) \(?([^\s()]+:\d+)/.exec(line)?.[1] ?? waiting.at(-1)?.address
  const all = [...waiting, { line, failure, address }]
  if (client === undefined) return void failed.set(thread, all)
  failed.delete(thread)
  failed.set(client, [...(failed.get(client) ?? []), ...all])
}

type Request = Extract<Said, { about: 'request' }>

function taken(failed: Map<string, Failed[]>, { key = '', status = 0, upstream }: Request): Failed[] {
  const own = failed.get(key)
  failed.delete(key)
  if (own !== undefined || status < 500) return own ?? []
  const [thread, lines] = [...failed].find(([, [first]]) => first?.address === upstream) ?? []
  if (thread !== undefined) failed.delete(thread)
  return lines ?? []
}

/** A balancer tries its members one after the other; one that could not be connected to was tried as well. */
function attemptsOf(failed: readonly Failed[], { attempts = 0, upstream }: Request): number {
  const addresses = new Set(failed.flatMap(({ address }) => address ?? []))
  return attempts + addresses.size - (attempts > 0 && upstream !== undefined && addresses.has(upstream) ? 1 : 0)
}
