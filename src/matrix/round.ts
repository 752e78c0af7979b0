import { logOf, namedError } from '../checks/index.js'
import type { AnswerGot } from '../core/got.js'
import type { Answer } from '../core/observation.js'
import type { Told } from '../report/index.js'
import type { AnswerResult, Round } from './results.js'

/** What one playing of a cell came to. */
export function roundOf(told: Told, again: boolean): Round {
  const { outcome, why } = told.verdict
  const played = outcome !== 'skipped' && outcome !== 'broken'
  return {
    outcome,
    ...(why !== undefined && { why }),
    ...(again && { again }),
    answers: played ? told.seen.answers.flatMap((answer, at) => resultOf(answer, told, told.verdict.answers[at])) : []
  }
}

function resultOf(answer: Answer, { seen, time }: Told, known: AnswerGot | undefined): AnswerResult[] {
  if (known === undefined) return []
  const result = {
    ...known,
    status: answer.status ?? null,
    after: Math.round(time(answer.endedAt) - time(answer.sentAt)),
    error: namedError(answer) ?? logOf(answer, seen).find(line => line.error !== undefined)?.error ?? null
  }
  return [result]
}
