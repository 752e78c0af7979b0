import type { Check } from '../core/check.js'
import { GOT, type Got } from '../core/got.js'
import { wordOf } from '../core/shape/index.js'

/** What the client really got, where a status does not say it. */
export const outcome: Check<Got> = {
  name: 'outcome',
  says: 'What the client really got: whole, cut, made-whole, nothing, reset, …',
  about: 'answer',
  shape: wordOf<Got>(`one of ${GOT.join(', ')}`, GOT),
  judge(expected, { got }) {
    return { ok: got === expected, expected, found: got }
  }
}
