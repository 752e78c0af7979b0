import type { Answer } from './answer.js'
import type { Time } from './time.js'
import { tellAnswer } from './told.js'

/** How far two times may be apart, and be the same for all that a clock can tell. */
export interface Tolerance {
  /** As a share of the longer one. */
  readonly share: number
  /** In milliseconds of production: what a busy machine adds, times the speed of the clock. */
  readonly slack: number
}

/** What was measured may be 5 % off what is set; the machine is 3 % slower than last time; and words are round. */
export const TOLERANCE: Tolerance = { share: 0.12, slack: 1000 }

/** Two times that settings say are read, not measured. */
const READ: Tolerance = { share: 0.01, slack: 0 }

/** What was too short to be told may have been that long. */
const UNTOLD = 1000

/** Whether a client would see no difference. How patient the client was makes none. */
export function sameAnswer(before: Answer, after: Answer, tolerance = TOLERANCE): boolean {
  if (tellAnswer(timeless(before)) !== tellAnswer(timeless(after))) return false
  return before.got === 'silence' || sameTime(before.time, after.time, tolerance)
}

function timeless(answer: Answer): Answer {
  return { ...answer, time: { milliseconds: 0, about: false } }
}

function sameTime(before: Time, after: Time, tolerance: Tolerance): boolean {
  const [shorter = 0, longer = 0] = [before.milliseconds, after.milliseconds].sort((a, b) => a - b)
  const read = shorter > 0 && !before.about && !after.about
  const { share, slack } = read ? READ : tolerance
  const apart = longer - (shorter === 0 ? Math.min(longer, UNTOLD) : shorter)
  return apart <= slack || apart <= longer * share
}
