import type { Check } from '../core/check.js'
import { flag } from '../core/shape/index.js'

/** Whether the client got the whole answer; false asks for an end by which it can see that something is missing. */
export const complete: Check<boolean> = {
  name: 'complete',
  says: 'Whether the answer is whole. false: the client must be able to see that it is cut.',
  about: 'answer',
  shape: flag(),
  judge(expected, { answer }) {
    const noticed = answer.ending === 'cut' || answer.ending === 'reset' || answer.ending === 'closed'
    const ok = expected ? answer.complete : noticed
    return { ok, expected: expected ? 'a whole answer' : 'a visible cut', found: inWords[answer.ending] }
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
