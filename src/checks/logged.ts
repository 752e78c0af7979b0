import type { Check } from '../core/check.js'
import { whole } from '../core/shape/index.js'
import { logOf } from './proxy-status.js'

/** The status that stands in the gateway's log, also where the client got none. */
export const logged: Check<number> = {
  name: 'logged',
  says: "The status in the gateway's log, also where the client got none: 499 for a client that left.",
  about: 'answer',
  shape: whole(100, 599),
  judge(expected, { answer, observation }) {
    const found = logOf(answer, observation).find(line => line.status !== undefined)?.status
    return { ok: found === expected, expected: String(expected), found: found === undefined ? 'none' : String(found) }
  }
}
