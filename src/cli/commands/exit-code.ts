import type { Verdict } from '../../core/verdict.js'
import { EXIT } from '../command.js'

/** The exit code that verdicts lead to: that of the worst. */
export function exitCode(verdicts: readonly Pick<Verdict, 'outcome'>[], strict: boolean): number {
  const outcomes = verdicts.map(verdict => verdict.outcome)
  if (outcomes.includes('broken')) return EXIT.trouble
  return outcomes.includes('fail') || (strict && outcomes.includes('skipped')) ? EXIT.failed : EXIT.fine
}
