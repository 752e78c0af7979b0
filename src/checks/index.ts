import type { Check } from '../core/check.js'
import { after } from './after.js'
import { bytes } from './bytes.js'
import { complete } from './complete.js'
import { effects } from './effects.js'
import { error } from './error.js'
import { headers } from './headers.js'
import { interim } from './interim.js'
import { logged } from './logged.js'
import { outcome } from './outcome.js'
import { phase } from './phase.js'
import { scan } from './scan.js'
import { servedBy } from './served-by.js'
import { status } from './status.js'
import { upstream } from './upstream.js'

/** Every kind of expectation, in the order in which a report tells them. */
export const CHECKS: readonly Check[] = [
  status,
  error,
  after,
  complete,
  outcome,
  interim,
  headers,
  bytes,
  phase,
  logged,
  servedBy,
  upstream,
  effects,
  scan
]

/** The kind of expectation of that name. */
export function checkNamed(name: string): Check | undefined {
  return CHECKS.find(check => check.name === name)
}

export { errorType } from './error.js'
export { logOf, namedError } from './proxy-status.js'
