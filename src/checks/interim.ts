import type { Check } from '../core/check.js'
import { list, whole } from '../core/shape/index.js'

/** The 1xx answers before the final one, in order. */
export const interim: Check<readonly number[]> = {
  name: 'interim',
  says: 'The 1xx answers that come before the final one, in order.',
  about: 'answer',
  shape: list(whole(100, 199, 'a 1xx status'), 'a list of 1xx statuses', 0),
  judge(expected, { answer }) {
    const ok = expected.length === answer.interim.length && expected.every((code, at) => code === answer.interim[at])
    return { ok, expected: expected.join(', ') || 'none', found: answer.interim.join(', ') || 'none' }
  }
}
