import type { LogEntry } from '../../core/log-entry.js'
import type { AccessFacts } from './configuration.js'
import { type ErrorLine, parseErrorLine } from './error-line.js'

/**
 * Reads nginx's log: one entry for each request, in the order of their ends, in which its line of the access log is joined with what
 * the error log says of it; and one for each error that is about no request.
 */
export function readNginxLog(lines: readonly string[]): LogEntry[] {
  const entries: LogEntry[] = []
  const open = new Map<string, ErrorLine[]>()
  for (const line of lines) {
    if (isAccessLine(line)) {
      const facts = JSON.parse(line) as AccessFacts
      entries.push(requestEntry(line, facts, open.get(facts.connection) ?? []))
      open.delete(facts.connection)
      continue
    }
    const said = parseErrorLine(line)
    if (said?.connection !== undefined) open.set(said.connection, [...(open.get(said.connection) ?? []), said])
    else if (said?.level === 'error') entries.push({ level: said.level, raw: line, message: said.message })
  }
  return entries
}

/** Whether a line is that of a request that has ended, with all its facts. */
export function isAccessLine(line: string): boolean {
  return line.startsWith('{')
}

function requestEntry(line: string, facts: AccessFacts, said: readonly ErrorLine[]): LogEntry {
  const attempts = listed(facts.addresses).length
  const failures = said.filter(({ level, phase }) => level === 'error' || phase === 'client')
  const last = failures.at(-1)
  const outcome = last === undefined ? answered(line, facts) : failed(last, failures.length < attempts)
  const [method, path] = facts.request.split(' ')
  const status = Number(facts.status)
  return {
    ...outcome,
    method,
    path,
    // 009 stands for a body without a head: the client was told no status.
    status: status >= 100 ? status : undefined,
    attempts,
    upstream: listed(facts.addresses).at(-1),
    timings: timingsOf(facts)
  }
}

function answered(line: string, facts: AccessFacts): LogEntry {
  return { level: 'info', raw: line, message: `${facts.request} ${facts.status}`, phase: 'done' }
}

/** With fewer failures than attempts the last one went well: nginx had tried again. */
function failed({ raw, message, level, phase, error }: ErrorLine, triedAgain: boolean): LogEntry {
  if (triedAgain) return { level: 'warn', raw, message, phase: 'done' }
  return { level: level === 'info' ? 'warn' : level, raw, message, phase, error }
}

/** One member for each attempt. */
function listed(text: string): string[] {
  return text === '' || text === '-' ? [] : text.split(/, | : /)
}

/** nginx counts each attempt from its own beginning. */
function timingsOf({ connect, head, response, end }: AccessFacts): NonNullable<LogEntry['timings']> {
  const before = listed(response)
    .slice(0, -1)
    .reduce((sum, time) => sum + (milliseconds(time) ?? 0), 0)
  const inLast = (text: string) => {
    const time = milliseconds(listed(text).at(-1) ?? '-')
    return time === undefined ? undefined : before + time
  }
  return { connect: inLast(connect), head: inLast(head), end: milliseconds(end) }
}

function milliseconds(seconds: string): number | undefined {
  return seconds === '-' ? undefined : Math.round(Number(seconds) * 1000)
}
