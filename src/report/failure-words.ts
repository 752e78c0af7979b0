import { writeDuration } from '../core/duration.js'
import { ERROR_TYPES } from '../core/error-types.js'
import type { Limits } from '../core/limits.js'
import type { LogEntry } from '../core/log-entry.js'

/** Why the gateway gave up, in two or three words: read timeout 1s; refused. Empty when it did not. */
export function failureWords(entry: LogEntry, limits: Limits): string {
  if (entry.error === undefined) return entry.level === 'error' ? shortMessage(entry) : ''
  const limit = limitOf(entry, limits)
  if (limit !== undefined) return timeoutWords(limit, limits[limit])
  return SHORT[entry.error] ?? ERROR_TYPES[entry.error].title
}

const LONGEST = 45

const SHORT: Readonly<Record<string, string>> = {
  connection_refused: 'refused',
  connection_terminated: 'the connection died',
  http_response_incomplete: 'the body is incomplete',
  http_protocol_error: 'this is not HTTP'
}

function shortMessage({ message }: LogEntry): string {
  return message !== '' && message.length <= LONGEST ? message : 'failed'
}

function limitOf(entry: LogEntry, limits: Limits): keyof Limits | undefined {
  if (entry.error === 'connection_timeout') return 'connect'
  if (entry.error === 'connection_read_timeout') return 'read'
  if (entry.error === 'connection_write_timeout') return 'write'
  if (entry.error !== 'http_response_timeout') return undefined
  return entry.phase === 'head' && limits.head !== undefined ? 'head' : 'total'
}

function timeoutWords(limit: keyof Limits, milliseconds: number | undefined): string {
  return milliseconds === undefined ? `${limit} timeout` : `${limit} timeout ${writeDuration(milliseconds)}`
}
