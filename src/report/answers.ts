import type { Ending } from '../core/events.js'
import type { Got } from '../core/got.js'
import type { Answer } from '../core/observation.js'
import type { Verdict } from '../core/verdict.js'
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

/** What neither a status nor the end of a connection says. */
const HIDDEN: Partial<Record<Got, string>> = {
  'made-whole': ', made whole',
  'interim-only': ', only interim',
  'gateway-died': ', the gateway died'
}

/** What became of a request, in a word or three: 504; 200, cut; closed without a byte. */
export function answerText(answer: Answer): string {
  return answer.status === undefined ? WITHOUT_STATUS[answer.ending] : `${answer.status}${WITH_STATUS[answer.ending]}`
}

/** What became of all requests of a run: each one when they are few, else counted. What a status hides is said where it is known. */
export function answersText(answers: readonly Answer[], signs: Glyphs, known: Verdict['answers'] = []): string {
  const texts = answers.map((answer, at) => `${answerText(answer)}${HIDDEN[known[at]?.got ?? 'whole'] ?? ''}`)
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
