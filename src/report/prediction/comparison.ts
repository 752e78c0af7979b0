import { formatDuration } from '../../core/duration.js'
import type { Told } from '../told.js'
import { truthOf } from './happened.js'
import { type Prediction, QUESTIONS } from './questions.js'

/** One question with what was expected and what happened. */
export interface Compared {
  readonly name: string
  readonly predicted: string
  readonly happened: string
  readonly right: boolean
  readonly why: string
}

const NEAR = 0.2
const NEAR_AT_LEAST = 250

/** Holds a prediction against what happened to that request. */
export function compare(prediction: Prediction, told: Told, request: number): Compared[] {
  const truth = truthOf(told, request)
  return QUESTIONS.map(question => {
    const { value, text, why } = truth[question.name]
    const predicted = prediction[question.name]
    const happened = text ?? (question.name === 'after' ? formatDuration(Number(value)) : String(value))
    const right = question.name === 'after' ? isNear(Number(predicted), Number(value)) : predicted === value
    return { name: question.name, predicted: question.write(predicted), happened, right, why }
  })
}

/** Within a fifth, or a quarter of a second: what passes at once takes longer on a busy machine. */
function isNear(predicted: number, happened: number): boolean {
  return Math.abs(predicted - happened) <= Math.max(NEAR_AT_LEAST, NEAR * happened)
}
