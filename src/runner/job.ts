import type { Found, Target } from '../core/target.js'
import type { RunPlan } from '../scenario/index.js'

/** One scenario on one target. */
export interface Job {
  readonly plan: RunPlan
  readonly target: Target
  readonly found: Found
  /** Names the run in its events. */
  readonly run: string
}
