import type { Check } from '../core/check.js'
import { may, object, text } from '../core/shape/index.js'

/** What the bytes of the answer, head and body, must or must not contain. */
export const bytes: Check<{ readonly contains?: string; readonly lacks?: string }> = {
  name: 'bytes',
  says: 'What the first 16 KB of the answer, head and body as they came, must contain or must lack.',
  about: 'answer',
  shape: object('contains or lacks', {
    contains: may(text(), 'A text that must be in the answer.'),
    lacks: may(text(), 'A text that must not be in it, such as an internal address.')
  }),
  judge({ contains, lacks }, { answer }) {
    const wanted = [
      ...(contains === undefined ? [] : [{ text: contains, there: true }]),
      ...(lacks === undefined ? [] : [{ text: lacks, there: false }])
    ]
    const inWords = (text: string, there: boolean) => `${there ? '' : 'no '}"${text}"`
    return {
      ok: wanted.every(({ text, there }) => answer.raw.includes(text) === there),
      expected: wanted.map(({ text, there }) => inWords(text, there)).join(', '),
      found: wanted.map(({ text }) => inWords(text, answer.raw.includes(text))).join(', ')
    }
  }
}
