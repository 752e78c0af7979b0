import { logOf, namedError } from '../checks/index.js'
import type { Answer } from '../core/observation.js'
import type { Told } from '../report/index.js'
import type { AnswerResult, Round } from './results.js'

/** What one playing of a cell came to. */
export function roundOf(told: Told): Round {
  const { outcome, why } = told.verdict
  const played = outcome !== 'skipped' && outcome !== 'broken'
  return {
    outcome,
    ...(why !== undefined && { why }),
    answers: played ? told.seen.answers.map(answer => resultOf(answer, told)) : []
  }
}

function resultOf(answer: Answer, { seen, time }: Told): AnswerResult {
  const arrived = seen.arrivals.filter(({ method, target }) => `${method} ${target}` === answer.label)
  return {
    request: answer.label,
    status: answer.status ?? null,
    got: answer.ending,
    attempts: arrived.length,
    after: Math.round(time(answer.endedAt) - time(answer.sentAt)),
    error: namedError(answer) ?? logOf(answer, seen).find(line => line.error !== undefined)?.error ?? null
  }
}
