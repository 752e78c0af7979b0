import type { Check } from '../core/check.js'
import type { Answer } from '../core/observation.js'
import { either, list, turned, whole, word } from '../core/shape/index.js'

const number = whole(100, 599, 'a status')

/** The status that the client gets; `none` when it must get no status at all. */
export const status: Check<readonly (number | 'none')[]> = {
  name: 'status',
  says: 'The status that the client gets: a number, a list of them, or none.',
  about: 'answer',
  shape: turned(either(number, word('none'), list(number, 'a list of statuses')), value =>
    typeof value === 'object' ? value : [value]
  ),
  judge(expected, { answer }) {
    const found = answer.status ?? 'none'
    return { ok: expected.includes(found), expected: expected.join(' or '), found: inWords(answer) }
  }
}

function inWords(answer: Answer): string {
  if (answer.status !== undefined) return String(answer.status)
  const endings: Readonly<Record<Answer['ending'], string>> = {
    whole: 'no status',
    cut: 'no status, half an answer',
    reset: 'no status, the connection was reset',
    closed: 'no status, the connection was closed',
    'no-http': 'no status, bytes that are no HTTP',
    'gave-up': 'no answer at all',
    refused: 'no connection to the gateway'
  }
  return endings[answer.ending]
}
