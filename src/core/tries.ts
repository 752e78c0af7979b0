import type { LogEntry } from './log-entry.js'
import type { Answer, Observation } from './observation.js'

/** Every try of these requests: what came in the end, and what had come before the client tried again. */
export function triesOf(answers: readonly Answer[]): readonly Answer[] {
  return answers.flatMap(answer => [...answer.earlier, answer])
}

/**
 * The gateway's line about one try: of those with its method and path, where lines tell them, the first line belongs to the first try
 * that ended; else by order.
 */
export function entryFor(answer: Answer, { answers, log }: Observation): LogEntry | undefined {
  const tries = triesOf(answers)
  if (log.every(entry => entry.path === undefined)) return log[tries.indexOf(answer)]
  const alike = tries.filter(other => other.label === answer.label).toSorted((a, b) => a.endedAt - b.endedAt)
  return log.filter(entry => answer.label === `${entry.method} ${entry.path}`)[alike.indexOf(answer)]
}
