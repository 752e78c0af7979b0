import type { Ending } from '../core/events.js'
import type { Answer } from '../core/observation.js'
import type { Glyphs } from './layout/glyphs.js'

const WITH_STATUS: Readonly<Record<Ending, string>> = {
  whole: '',
  cut: ', cut',
  reset: ', reset',
  closed: ', cut',
  'no-http': ', then no HTTP',
  'gave-up': ', never ended',
  refused: ''
}

const WITHOUT_STATUS: Readonly<Record<Ending, string>> = {
  whole: 'no status',
  cut: 'half a head',
  reset: 'reset',
  closed: 'closed without a byte',
  'no-http': 'no HTTP',
  'gave-up': 'no answer',
  refused: 'gateway unreachable'
}

/** What became of a request, in a word or three: 504; 200, cut; closed without a byte. */
export function answerText(answer: Answer): string {
  return answer.status === undefined ? WITHOUT_STATUS[answer.ending] : `${answer.status}${WITH_STATUS[answer.ending]}`
}

/** What became of all requests of a run: each one when they are few, else counted. */
export function answersText(answers: readonly Answer[], signs: Glyphs): string {
  const texts = answers.map(answerText)
  if (texts.length <= 4) return texts.join(` ${signs.arrow} `)
  return counted(texts)
    .map(([text, count]) => `${count} ${signs.times} ${text}`)
    .join(', ')
}

/** How often each word occurs, in the order of first sight. */
export function counted(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
}
