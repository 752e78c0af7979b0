import type { LogEntry } from '../core/log-entry.js'
import { squidCause } from '../logs/products/caches.js'
import { entriesOf, type Failure, type Said } from './said.js'

/** What Squid tells of a request for the testbed, in a line of its own behind the one of its access log. */
export const FACTS = 'gatecrash %>rm %>rp %>Hs %Ss %err_code %{X-Squid-Error}<h %Sh %<a %<p %tr'

// gatecrash GET /hang 504 TCP_MISS ERR_READ_TIMEOUT ERR_READ_TIMEOUT%200 HIER_DIRECT 127.0.0.1 9000 1972
const LINE = /^gatecrash (\S+) (\S+) (\d+) (\S+) (\S+) (\S+) (\S+) (\S+) (\S+) (\d+)$/

/** What a line of Squid says; only its lines for the testbed say something. */
export function readSquidLine(line: string): Said | undefined {
  const match = LINE.exec(line)
  if (match === null) return undefined
  const [, method = '', path, status, result = '', error = '', page = '', way, host, port, took] = match
  // A connection on which nobody has asked for anything.
  if (method === '-' || result.startsWith('NONE')) return undefined
  const called = way !== 'HIER_NONE' && host !== '-'
  return {
    about: 'request',
    method,
    path,
    status: Number(status) > 0 ? Number(status) : undefined,
    ...(called ? { upstream: `${host}:${port}` } : { attempts: 0 }),
    timings: { end: Number(took) },
    failure: failureOf({
      result,
      error,
      errno: Number(/%20(\d+)$/.exec(page)?.[1] ?? 0),
      status: Number(status),
      called
    })
  }
}

interface Told {
  readonly result: string
  /** The name of an error page, or a dash. */
  readonly error: string
  readonly errno: number
  readonly status: number
  readonly called: boolean
}

function failureOf({ result, error, errno, status, called }: Told): Failure | undefined {
  if (result.includes('ABORTED')) return { cause: 'client-gone', message: result, flag: result }
  if (error === '-') return undefined
  const message = errno > 0 ? `${error} ${errno}` : error
  // Nobody was asked, since there was nobody to ask; the name of the page is what comes first for that.
  if (!called && error === 'ERR_READ_ERROR') return { message, flag: error, phase: 'connect' }
  const begun = error === 'ERR_READ_TIMEOUT' && status < 400
  // One page for a request and an answer that are too large; this is the status for an answer.
  const tooBig = error === 'ERR_TOO_BIG' && status === 502
  // With an answer on its way there is no page any more.
  const cause = begun ? 'stalled-body' : tooBig ? 'header-too-big' : squidCause(error, errno)
  return { cause, message, flag: error }
}

/** The log of a Squid, each request with the line that it has in production. */
export function squidEntries(lines: readonly string[]): LogEntry[] {
  const inProduction = new Map(lines.map((line, at) => [line, lines[at - 1]]))
  return entriesOf(lines, readSquidLine).map(entry => ({ ...entry, raw: inProduction.get(entry.raw) ?? entry.raw }))
}

/** Lines of its access log. */
export function isSquidRequest(line: string): boolean {
  return /^\d{10}\.\d{3} /.test(line)
}

/** Lines of its cache log, where it tells what it does and what is wrong. */
export function isSquidError(line: string): boolean {
  return /^\d{4}\/\d\d\/\d\d [\d:]{8}\||^ {4}\S/.test(line)
}

/** The line with which it has its port. */
export function isListening(line: string): boolean {
  return line.includes('Accepting reverse-proxy HTTP Socket connections')
}

/** Lines that tell how a try to connect to a peer has ended. */
export function isAboutPeer(line: string): boolean {
  return /TCP connection to \S+ (?:succeeded|dead)/.test(line)
}
