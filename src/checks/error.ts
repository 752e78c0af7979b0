import type { Check } from '../core/check.js'
import { ERROR_TYPE_NAMES, type ErrorType } from '../core/error-types.js'
import { wordOf } from '../core/shape/index.js'
import { logOf, namedError } from './proxy-status.js'

/** How an error type is written in a scenario. */
export const errorType = wordOf<ErrorType | 'none'>('none, or an error type of RFC 9209 such as connection_refused', [
  'none',
  ...ERROR_TYPE_NAMES
])

/** The error type, judged where the gateway shows it: in the answer's Proxy-Status field, else in its log. */
export const error: Check<ErrorType | 'none'> = {
  name: 'error',
  says: 'The RFC 9209 error type that the gateway names, in Proxy-Status or in its log; none when it must name none.',
  about: 'answer',
  shape: errorType,
  judge(expected, { answer, observation, namesErrors }) {
    const found = namedError(answer) ?? logOf(answer, observation).find(line => line.error !== undefined)?.error
    if (found !== undefined) return { ok: found === expected, expected, found }
    if (expected === 'none') return { ok: true, expected, found: 'none' }
    return { ok: !namesErrors, expected, found: namesErrors ? 'none' : 'not visible' }
  }
}
