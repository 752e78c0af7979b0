import { Failure } from '../failures.js'
import { type Cursor, NO_LINE_END, WANTS_MORE } from './cursor.js'
import { SPACE, TEXT } from './octets.js'

/** The first line of an answer. */
export interface StatusLine {
  readonly version: '1.0' | '1.1'
  readonly status: number
  readonly reason: string
}

/** What every status line begins with, and where its parts stand: HTTP/1.1 200 OK. */
const START = 'HTTP/1.'
const MINOR = 7
const STATUS = 9
const REASON = 12

/**
 * Reads the first line, strictly: what is not HTTP/1.x is found out with its first wrong byte and not waited for. Only the blank behind the
 * status may be missing together with the reason; many servers leave it out.
 */
export function readStatusLine(cursor: Cursor, limit: number): StatusLine | 'more' | Failure {
  const { at: start, end } = cursor
  const line = cursor.text(start, Math.min(end, start + REASON))
  if (!fits(line)) return refusal(cursor)
  if (line.length < REASON) return 'more'
  const stop = cursor.skip(start + REASON, TEXT)
  const next = cursor.lineEnd(stop)
  if (next === NO_LINE_END || stop - start > limit) return refusal(cursor)
  const spaced = stop === start + REASON || cursor.octet(start + REASON) === SPACE
  if (!spaced) return refusal(cursor)
  if (next === WANTS_MORE) return 'more'
  cursor.at = next
  return statusLine(line, cursor.text(start + REASON + 1, stop))
}

const PATTERN = 'HTTP/1.1 200'
const WHOLE = /^HTTP\/1\.\d [1-5]\d\d$/

/** Whether a beginning of at most twelve letters can still become a status line. */
function fits(line: string): boolean {
  if (line.length === REASON) return WHOLE.test(line)
  if (line.length <= MINOR) return START.startsWith(line)
  return WHOLE.test(line + PATTERN.slice(line.length))
}

function statusLine(line: string, reason: string): StatusLine {
  return { version: line[MINOR] === '0' ? '1.0' : '1.1', status: Number(line.slice(STATUS)), reason }
}

function refusal(cursor: Cursor): Failure {
  return Failure.of('bad-status-line', { line: cursor.quoteLine() })
}
