import type { DatabasePlan } from '../../core/database-plan.js'
import type { Question } from '../../core/queries.js'

/** The words of a scenario, and what PostgreSQL calls them. */
const NAMES = {
  'lock-timeout': 'lock_timeout',
  'statement-timeout': 'statement_timeout',
  'idle-in-transaction-timeout': 'idle_in_transaction_session_timeout',
  'deadlock-timeout': 'deadlock_timeout'
} as const

type Word = keyof typeof NAMES

/** What a session is set to before a question: all in one go. */
export function settingsFor(plan: DatabasePlan, { deadlockTimeout }: Question, path: string): string {
  const values = { ...plan, ...(deadlockTimeout === undefined ? {} : { 'deadlock-timeout': deadlockTimeout }) }
  const limits = (Object.keys(NAMES) as Word[]).flatMap(word => {
    const value = values[word]
    return value === undefined ? [] : [`SET ${NAMES[word]} TO ${inMilliseconds(value)}`]
  })
  return [`SET search_path TO ${path}`, ...limits].join('; ')
}

/** Whole ones, and never none: to PostgreSQL zero is no limit at all. */
function inMilliseconds(value: number): number {
  return Math.max(1, Math.round(value))
}
