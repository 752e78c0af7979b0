import type { Got } from '../../core/got.js'
import type { Outcome } from '../../core/verdict.js'
import type { AnswerResult, Evidence } from '../results.js'

interface Words {
  readonly sign: string
  readonly short: string
  readonly long: string
}

/** How the page says what a cell is worth: a sign, a word, and a sentence for the legend. */
export const OUTCOMES: Readonly<Record<Outcome, Words>> = {
  pass: { sign: '✓', short: 'expected', long: 'as the scenario expects it, which says why' },
  differs: {
    sign: '≠',
    short: 'differs',
    long: 'not as the scenario expects, and on record for this target with the reason'
  },
  fail: { sign: '✗', short: 'unrecorded', long: 'not as the scenario expects, and nothing is on record about it' },
  skipped: { sign: '○', short: 'not played', long: 'the scenario asks for what this target cannot be told' },
  broken: { sign: '!', short: 'no verdict', long: 'the measurement itself failed, and says nothing about the target' }
}

/** How the page calls a cell that was not the same in all rounds. */
export const NOT_THE_SAME: Words = {
  sign: '↻',
  short: 'varies',
  long: 'the rounds of this cell did not all end alike'
}

/** What the client got, when it was no whole answer: behind a status, alone, and as a sentence. */
const WORDS: Readonly<Record<Got, readonly [behind: string, alone: string, sentence: string]>> = {
  whole: ['', 'no status', 'A whole answer.'],
  cut: ['cut', 'half a head', 'An answer that is cut, and the client can see that.'],
  'made-whole': [
    'made whole',
    'made whole',
    'What the upstream left incomplete came with a clean end: the loss cannot be seen.'
  ],
  nothing: ['then nothing', 'nothing', 'The connection was closed without a byte.'],
  reset: ['reset', 'reset', 'The connection was reset.'],
  'no-http': ['then no HTTP', 'no HTTP', 'Bytes that are no HTTP.'],
  'interim-only': ['only interim', 'only interim', 'Interim answers, and then no final one.'],
  silence: ['then silence', 'silence', 'No end came, and the client gave up.'],
  unreachable: ['unreachable', 'unreachable', 'The gateway could not be reached.'],
  'gateway-died': ['gateway died', 'gateway died', 'The gateway itself died.']
}

/** What the client got for one request, in a word or three: 504; 200 cut; nothing. */
export function answerWords({ status, got }: Pick<AnswerResult, 'status' | 'got'>): string {
  const [behind, alone] = WORDS[got]
  if (status === null) return alone
  return behind === '' ? String(status) : `${status} ${behind}`
}

/** The same as a sentence. */
export function gotSentence(got: Got): string {
  return WORDS[got][2]
}

/** What the client got for all requests, each kind once, with how often. */
export function answersWords(answers: readonly AnswerResult[]): string[] {
  const counts = new Map<string, number>()
  for (const answer of answers) counts.set(answerWords(answer), (counts.get(answerWords(answer)) ?? 0) + 1)
  return [...counts].map(([words, count]) => (count === 1 ? words : `${words} ×${count}`))
}

const UNSAFE: readonly string[] = ['POST', 'PATCH']

/** What the status does not tell, in a word or two: in what a cell differs, and which requests reached the upstream more than once. */
export function besideStatus(differences: Evidence['differences'], answers: readonly AnswerResult[]): string[] {
  const checks = [...new Set(differences.map(({ check }) => check))]
  const hidden = checks.includes('status') || checks.length === 0 ? [] : [`in ${checks.slice(0, 2).join(', ')}`]
  return [...hidden, ...new Set(answers.flatMap(sentAgain))]
}

/** Of what must not be done twice, what the client itself sent again is no news. */
function sentAgain({ request, attempts, twice }: AnswerResult): string[] {
  const [method = ''] = request.split(' ')
  if (UNSAFE.includes(method)) return twice ? [`${method} sent ${attempts}×`] : []
  return attempts > 1 ? [`sent ${attempts}×`] : []
}
