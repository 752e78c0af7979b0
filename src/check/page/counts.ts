import type { Severity } from '../findings/index.js'
import type { CheckResult } from './result.js'

/** A number with its noun: 1 rule broken, 2 rules broken. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** How many findings are of a severity. */
export function countOf(severity: Severity, { findings }: CheckResult): number {
  return findings.filter(each => each.severity === severity).length
}

/** What was played: 3 routes x 33 failures. */
export function playedWords({ configuration, behaviours }: CheckResult, times = 'x'): string {
  const failures = new Set(behaviours.map(({ failure }) => failure)).size
  return `${counted(configuration.routes.length, 'route', 'routes')} ${times} ${counted(failures, 'failure', 'failures')}`
}

/** All that there is to count, but for what there is none of. */
export function countWords(result: CheckResult): readonly string[] {
  const unknown = result.behaviours.filter(each => each.unknown !== undefined).length
  const counts: readonly (readonly [number, string, string])[] = [
    [result.broken.length, 'broken rule', 'broken rules'],
    [result.changes.length, 'change', 'changes'],
    [countOf('danger', result), 'danger', 'dangers'],
    [countOf('warning', result), 'warning', 'warnings'],
    [countOf('note', result), 'note', 'notes'],
    [unknown, 'not known', 'not known']
  ]
  return counts.filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many))
}
