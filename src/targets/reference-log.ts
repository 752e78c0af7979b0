import type { LogEntry } from '../core/log-entry.js'
import type { GatewayLogLine } from '../gateway/index.js'

type PinoLine = GatewayLogLine & { readonly level: number; readonly msg: string }

/** Reads the lines of the reference gateway, one for each request; what it says of itself is left out. */
export function readReferenceLog(lines: readonly string[]): LogEntry[] {
  return lines.flatMap(raw => {
    const line = JSON.parse(raw) as PinoLine
    return line.method === undefined ? [] : [entryOf(raw, line)]
  })
}

function entryOf(raw: string, line: PinoLine): LogEntry {
  const { msg: message, phase, error, cause: flag, method, target: path, status, attempts, timings } = line
  return {
    level: levelOf(line.level),
    raw,
    message,
    phase,
    error,
    flag,
    method,
    path,
    status,
    attempts,
    upstream: line.upstream === '' ? undefined : line.upstream,
    timings: { connect: timings.connect, head: timings.head, end: line.duration }
  }
}

function levelOf(level: number): LogEntry['level'] {
  if (level >= 50) return 'error'
  return level >= 40 ? 'warn' : 'info'
}
