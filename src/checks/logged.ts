import type { Check } from '../core/check.js'
import { either, whole, word } from '../core/shape/index.js'
import { logOf } from './proxy-status.js'

/** The status that stands in the gateway's log, also where the client got none; `none` when no status stands there. */
export const logged: Check<number | 'none'> = {
  name: 'logged',
  says: "The status in the gateway's log, also where the client got none: 499 for a client that left. Or none.",
  about: 'answer',
  shape: either(whole(100, 599, 'a status'), word('none')),
  judge(expected, { answer, observation }) {
    const found = logOf(answer, observation).find(line => line.status !== undefined)?.status ?? 'none'
    return { ok: found === expected, expected: String(expected), found: String(found) }
  }
}
