import { speedUp } from '../core/duration.js'
import type { Expected } from './expect.js'
import type { PlannedExpectations } from './plan.js'
import { byRules, type Records } from './recorded.js'

/** What the target is known to do instead, and why: for each request, and for the run. */
export interface PlannedRecords extends PlannedExpectations {
  readonly because: string
  readonly reasons: readonly string[]
}

/**
 * Holds what is recorded for a target against what is expected of each request: its own record, where there is one, over the rules. Several
 * where the product itself is not the same every time.
 */
export function planRecorded(
  usual: PlannedExpectations,
  records: Records,
  speed: number,
  plan: (expected: Expected | undefined) => PlannedExpectations
): PlannedRecords[] {
  const { own } = records
  return [own?.expect, ...(own?.or ?? [])].map(expect => together(usual, records, speed, plan(expect)))
}

function together(
  usual: PlannedExpectations,
  { rules, own }: Records,
  speed: number,
  said: PlannedExpectations
): PlannedRecords {
  const ruled = usual.answers.map(answer => byRules(answer, rules))
  const because = own?.because ?? ''
  const hasOwn = (at: number) => Object.keys(said.answers[at] ?? {}).length > 0
  return {
    answers: ruled.map(({ expect }, at) => ({ ...speedUp(expect, speed), ...said.answers[at] })),
    run: said.run,
    because,
    reasons: ruled.map((rule, at) => (hasOwn(at) ? because : rule.because))
  }
}
