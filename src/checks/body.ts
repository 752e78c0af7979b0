import type { Check } from '../core/check.js'
import { may, object, text } from '../core/shape/index.js'

/** What the body of the answer must, or must not, contain. */
export const body: Check<{ readonly contains?: string; readonly lacks?: string }> = {
  name: 'body',
  says: 'What the bytes of the answer must contain, or must lack.',
  about: 'answer',
  shape: object('contains or lacks', {
    contains: may(text(), 'A text that must be in the answer.'),
    lacks: may(text(), 'A text that must not be in it, such as an internal address.')
  }),
  judge({ contains, lacks }, { answer }) {
    const there = contains === undefined || answer.raw.includes(contains)
    const gone = lacks === undefined || !answer.raw.includes(lacks)
    const expected = [contains && `"${contains}"`, lacks && `no "${lacks}"`].filter(Boolean).join(' and ')
    return { ok: there && gone, expected, found: there && gone ? 'so' : `${answer.bodySize} bytes without it` }
  }
}
