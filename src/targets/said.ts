import { type ErrorType, isErrorType } from '../core/error-types.js'
import type { LogEntry, Phase } from '../core/log-entry.js'
import { CAUSES, type CauseId } from '../logs/causes/index.js'
import type { Product as LogFormat, Reading } from '../logs/finding.js'
import { jsonOf } from '../logs/lines/json-line.js'
import { phaseOf } from './phases.js'

/** What went wrong, as a line tells it. */
export interface Failure {
  /** Absent where the line tells that something failed and not what. */
  readonly cause?: CauseId | undefined
  readonly message: string
  /** The product's own flag or code. */
  readonly flag?: string | undefined
  /** The phase, where the line tells more of it than its cause does. */
  readonly phase?: Phase | undefined
  /** The error type, where the line tells more of it than its cause does. */
  readonly error?: ErrorType | undefined
}

/** What a line of a gateway's log says: that a request has ended, that something failed, or that an upstream went out or came back. */
export type Said =
  | (Pick<LogEntry, 'method' | 'path' | 'status' | 'attempts' | 'upstream' | 'timings'> & {
      readonly about: 'request'
      /** What its other lines share with this one, such as the number of its connection. */
      readonly key?: string | undefined
      readonly failure?: Failure | undefined
    })
  | { readonly about: 'failure'; readonly key?: string | undefined; readonly failure: Failure }
  | { readonly about: 'upstream'; readonly upstream: string; readonly state: 'down' | 'up'; readonly why: string }

/** What a format that is known makes of a line, as a failure; undefined when nothing is wrong with it, or it tells nothing for sure. */
export function failureIn(format: LogFormat, line: string): Failure | undefined {
  return failureOf(format.read({ text: line, json: jsonOf(line) }))
}

function failureOf(reading: Reading): Failure | undefined {
  if (reading === undefined || reading === 'fine') return undefined
  return { message: reading.words, cause: reading.sure === 'open' ? undefined : reading.cause }
}

/** Reads a whole log: one entry for each request, in the order of their ends, joined with what other lines say of it; one for each failure of no request. */
export function entriesOf(lines: readonly string[], read: (line: string) => Said | undefined): LogEntry[] {
  const entries: LogEntry[] = []
  const open = new Map<string, { failure: Failure; line: string }>()
  for (const line of lines) {
    const said = read(line)
    if (said === undefined || said.about === 'upstream') continue
    if (said.about === 'failure') {
      // The first line on a failure is the nearest to its cause.
      if (said.key === undefined) entries.push({ level: 'error', raw: line, message: said.failure.message })
      else if (!open.has(said.key)) open.set(said.key, { failure: said.failure, line })
      continue
    }
    const { about: _, key = '', failure, ...facts } = said
    const told = open.get(key) ?? (failure === undefined ? undefined : { failure, line })
    open.delete(key)
    entries.push({ ...outcomeOf(told, line, facts), ...facts })
  }
  return entries
}

function outcomeOf(
  told: { failure: Failure; line: string } | undefined,
  line: string,
  { method, path, status }: Pick<LogEntry, 'method' | 'path' | 'status'>
): LogEntry {
  if (told === undefined) return { level: 'info', raw: line, message: `${method} ${path} ${status}`, phase: 'done' }
  const { cause, message, flag, phase = cause === undefined ? undefined : phaseOf(cause) } = told.failure
  const error = told.failure.error ?? (cause === undefined ? undefined : errorOf(cause))
  return {
    level: 'error',
    raw: told.line,
    message,
    ...(phase !== undefined && { phase }),
    ...(error !== undefined && { error }),
    ...(flag !== undefined && { flag })
  }
}

function errorOf(cause: CauseId): ErrorType | undefined {
  const { type } = CAUSES[cause]
  return isErrorType(type) ? type : undefined
}
