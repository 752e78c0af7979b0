import type { Sight } from '../core/events.js'
import type { LockWait, QueryOutcome, Question } from '../core/queries.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import type { Counts } from '../upstream/index.js'

/** What the run tells the process of an upstream. */
export type ToUpstream =
  | { what: 'start'; plan: UpstreamPlan; host: string; port: number; speed: number; earlier: Counts }
  | { what: 'mark'; name: string }
  | { what: 'query-waits'; question: number; wait: LockWait; forEver: boolean }
  | { what: 'outcome'; question: number; outcome: QueryOutcome }
  | { what: 'no-outcome'; question: number; why: string }
  | { what: 'settle' }
  | { what: 'over' }

/** What the process of an upstream tells the run. */
export type FromUpstream =
  | { what: 'booted' }
  | { what: 'started'; host: string; port: number }
  | { what: 'not-started'; why: string }
  | { what: 'fact'; sight: Sight; at: number }
  | { what: 'mark'; name: string }
  | { what: 'await'; name: string }
  | { what: 'query'; question: number; asked: Question }
  | { what: 'leave'; session: string }
  | { what: 'blocks-for-ever' }
  | { what: 'crash'; signal: NodeJS.Signals; at: number }
  | { what: 'exit'; code: number; at: number }
  | { what: 'obeyed'; signal: NodeJS.Signals }
  | { what: 'settled'; trouble?: string }
