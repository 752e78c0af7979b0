import type { Fact } from '../../core/events.js'
import type { Finding } from '../../core/finding.js'
import type { Told } from '../told.js'
import { timeOfDay } from './clock.js'
import type { Exhibit } from './exhibit.js'

type Found = Extract<Fact, { side: 'operator' }>

/** What was found on one of the machines while the run was played. */
export function findings(told: Told, where: Finding['where']): Exhibit[] {
  const found = told.facts.filter((fact): fact is Found => fact.side === 'operator' && fact.where === where)
  return found.map(({ command, output, momentary, at }) => ({
    command,
    lines: output === '' ? [] : output.split('\n'),
    ...(momentary ? { at: timeOfDay(told, at).slice(0, -3) } : {})
  }))
}

/** The gateway's logs: its files where it has some, else its lines as it wrote them. */
export function gatewayLogs(told: Told): Exhibit[] {
  const files = findings(told, 'gateway')
  if (files.length > 0) return files
  return [{ command: 'journalctl -u gateway -o cat', lines: told.seen.log.flatMap(entry => entry.raw.split('\n')) }]
}
