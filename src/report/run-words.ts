import type { Planned } from '../core/events.js'
import type { Outcome } from '../core/verdict.js'
import type { Tone } from './layout/line.js'

/** How a run is called: by its scenario, and the remedy that it plays. */
export function titleOf({ scenario, remedy }: Planned): string {
  return remedy === null ? scenario.id : `${scenario.id} + ${remedy}`
}

/** The same with the gateway under test: slow-db + add-the-index on nginx. */
export function titleWithTarget(planned: Planned): string {
  return `${titleOf(planned)} on ${planned.target.name}`
}

/** The tone in which an outcome is told. */
export const TONES: Readonly<Record<Outcome, Tone>> = {
  pass: 'good',
  differs: 'warn',
  fail: 'bad',
  skipped: 'dim',
  broken: 'bad'
}
