import { type Case, casesOf } from './cases.js'
import type { CheckResult } from './result.js'

/** TAP 14: a test for each route and failure; it is not ok when it breaks a rule or is not as the lock has it. */
export function tapReport(result: CheckResult): string {
  const cases = casesOf(result)
  return ['TAP version 14', `1..${cases.length}`, ...cases.flatMap((each, at) => testPoint(each, at + 1)), ''].join(
    '\n'
  )
}

function testPoint({ route, failure, says, outcome, why }: Case, number: number): string[] {
  const about = `${route} on ${failure}`
  const text = escapedTap(outcome === 'passed' ? `${about}: ${says}` : about)
  if (outcome === 'skipped') return [`ok ${number} - ${text} # SKIP ${escapedTap(why.join('; '))}`]
  return outcome === 'passed' ? [`ok ${number} - ${text}`] : [`not ok ${number} - ${text}`, ...diagnosis(says, why)]
}

/** A block of YAML; text in JSON's quotes is YAML whatever stands in it. */
function diagnosis(says: string, why: readonly string[]): string[] {
  const lines = [`found: ${JSON.stringify(says)}`, 'why:', ...why.map(each => `  - ${JSON.stringify(each)}`)]
  return ['---', ...lines, '...'].map(each => `  ${each}`)
}

/** A description in one line, in which no # is taken for the beginning of a directive. */
function escapedTap(text: string): string {
  return text.replace(/[\\#]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ')
}
