import { Duration, writeDuration } from '../../core/duration.js'
import type { RetryAdvice } from '../../core/verdict.js'

/** What somebody expects of a request, before it is played. Times are the scenario's milliseconds. */
export interface Prediction {
  readonly status: number | 'none'
  readonly after: number
  readonly work: Work
  readonly retry: RetryAdvice['may']
}

/** Whether the work of a request was done, as far as anybody can tell. */
export type Work = 'yes' | 'no' | 'nobody knows'

/** One question: how it is asked, what fits as an answer, and how an answer is written out. */
export interface Question<K extends keyof Prediction = keyof Prediction> {
  readonly name: K
  readonly asks: string
  readonly expected: string
  read(text: string): Prediction[K] | undefined
  write(value: Prediction[K]): string
}

const status: Question<'status'> = {
  name: 'status',
  asks: 'Which status will the client get?',
  expected: 'a status such as 502, or none',
  read: text => (text === 'none' ? text : /^[1-5]\d\d$/.test(text) ? Number(text) : undefined),
  write: String
}

const after: Question<'after'> = {
  name: 'after',
  asks: 'After how long is it over for the client?',
  expected: 'a duration such as 300ms or 1s, or 0 for at once',
  read: text => (text === '0' ? 0 : Duration.parse(text.replaceAll(' ', ''))?.milliseconds),
  write: writeDuration
}

const work: Question<'work'> = {
  name: 'work',
  asks: 'Will the work have been done?',
  expected: 'yes, no, or nobody knows',
  read: text => (['nobody', '?'].includes(text) ? 'nobody knows' : oneOf(['yes', 'no', 'nobody knows'], text)),
  write: String
}

const retry: Question<'retry'> = {
  name: 'retry',
  asks: 'May the client send it again?',
  expected: 'yes (it never arrived), later (twice does no harm), or no',
  read: text => oneOf(['yes', 'later', 'no'], text),
  write: String
}

/** What is asked, in this order. */
export const QUESTIONS: readonly Question[] = [status, after, work, retry] as unknown as readonly Question[]

/** A prediction in one line, such as 504,1s,yes,later; undefined when it is none. */
export function readPrediction(text: string): Prediction | undefined {
  const answers = text.split(',').map(answer => answer.trim().toLowerCase())
  const values = QUESTIONS.map((question, at) => question.read(answers[at] ?? ''))
  if (answers.length !== QUESTIONS.length || values.includes(undefined)) return undefined
  return predictionOf(values as Prediction[keyof Prediction][])
}

/** The prediction that the answers to all questions make. */
export function predictionOf(values: readonly Prediction[keyof Prediction][]): Prediction {
  return Object.fromEntries(QUESTIONS.map(({ name }, at) => [name, values[at]])) as unknown as Prediction
}

function oneOf<const W extends string>(words: readonly W[], text: string): W | undefined {
  return words.find(word => word === text)
}
