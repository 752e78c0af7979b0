import type { LogEntry } from '../core/log-entry.js'
import { lighttpd as format } from '../logs/products/lighttpd.js'
import { entriesOf, failureIn, type Said } from './said.js'

const ACCESS = /^\S+ \S+ \S+ \[[^\]]+\] "/
const ERROR = /^\d{4}-\d\d-\d\d [\d:]{8}: /

/** Whether a line is one of the access log as it stands in production. */
export function isAccessLine(line: string): boolean {
  return ACCESS.test(line)
}

/** Whether a line is one of the error log. */
export function isErrorLine(line: string): boolean {
  return ERROR.test(line)
}

/** What a line says, by itself. */
export function readLine(line: string): Said | undefined {
  if (line.startsWith('{')) return readRequest(line)
  const failure = isErrorLine(line) ? failureIn(format, line) : undefined
  return failure === undefined ? undefined : { about: 'failure', failure }
}

/**
 * Reads the whole log. The lines on a failure have nothing in common with that of their request; but lighttpd is one thread, that tells
 * of a failure, and then ends the request. Failures of several requests at one tick of its clock come in the order of their requests.
 */
export function readLighttpdLog(lines: readonly string[]): LogEntry[] {
  const waiting: string[] = []
  const entries = entriesOf(lines, line => {
    const said = readLine(line)
    if (said?.about === 'request') return { ...said, key: waiting.shift() }
    if (said === undefined || (waiting.length > 0 && SAID_AGAIN.test(line))) return undefined
    waiting.push(line)
    return { ...said, key: line }
  })
  return entries.map(withoutPhase)
}

/** What follows from the failure before it: no server is left. */
const SAID_AGAIN = /all handlers for /

function readRequest(line: string): Said {
  const facts = JSON.parse(line) as { request: string; status: number; end: number }
  const [method, path] = facts.request.split(' ')
  const { status } = facts
  return {
    about: 'request',
    method,
    path,
    status: status > 0 ? status : undefined,
    timings: { end: Math.max(0, Math.round(facts.end / 1000)) }
  }
}

/** Of many failures it has no line, so that nobody can tell whose a status is; and its timeout may have been one of the head or the body. */
function withoutPhase(entry: LogEntry): LogEntry {
  const { phase, ...rest } = entry
  const unknown = phase === 'done' ? (entry.status ?? 0) >= 500 : entry.message.startsWith('read timeout')
  return unknown ? rest : entry
}
