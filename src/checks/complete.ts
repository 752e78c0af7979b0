import type { Check } from '../core/check.js'
import { either, flag, word } from '../core/shape/index.js'

/** Whether the client got the whole answer; false asks for an end by which it can see that something is missing, never for none at all. */
export const complete: Check<boolean | 'never'> = {
  name: 'complete',
  says: 'Whether the answer is whole. false: the client must be able to see that it is cut; never: it waits for the end in vain.',
  about: 'answer',
  shape: either(flag(), word('never')),
  judge(expected, { answer }) {
    const found = inWords[answer.ending]
    if (expected === 'never') return { ok: answer.ending === 'gave-up', expected: inWords['gave-up'], found }
    const noticed = answer.ending === 'cut' || answer.ending === 'reset' || answer.ending === 'closed'
    const ok = expected ? answer.complete : noticed
    return { ok, expected: expected ? 'a whole answer' : 'a visible cut', found }
  }
}

const inWords = {
  whole: 'a clean end',
  cut: 'cut: FIN before the announced end',
  reset: 'cut: RST',
  closed: 'closed without an answer',
  'no-http': 'bytes that are no HTTP',
  'gave-up': 'no end at all',
  refused: 'no connection'
} as const
