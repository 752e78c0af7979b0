import type { KnownAnswer } from '../core/lesson.js'
import type { Found, Target } from '../core/target.js'
import type { RunPlan } from '../scenario/index.js'

/** One scenario on one target. */
export interface Job {
  readonly plan: RunPlan
  readonly target: Target
  readonly found: Found
  /** Names the run in its events. */
  readonly run: string
  /** What other gateways are known to answer, for the report. */
  readonly elsewhere?: readonly KnownAnswer[]
}
