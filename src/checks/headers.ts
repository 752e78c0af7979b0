import type { Check } from '../core/check.js'
import { named, text } from '../core/shape/index.js'
import { fieldValues } from './proxy-status.js'

/** Header fields that the answer must carry. */
export const headers: Check<Readonly<Record<string, string>>> = {
  name: 'headers',
  says: 'Header fields of the answer, by name, with the value that each must have.',
  about: 'answer',
  shape: named(text(), 'a map of header fields'),
  judge(expected, { answer }) {
    const pairs = Object.entries(expected)
    const values = (name: string) => fieldValues(answer, name.toLowerCase()).join(', ')
    return {
      ok: pairs.every(([name, value]) => values(name) === value),
      expected: pairs.map(([name, value]) => `${name}: ${value}`).join(', '),
      found: pairs.map(([name]) => `${name}: ${values(name) || '(none)'}`).join(', ')
    }
  }
}
