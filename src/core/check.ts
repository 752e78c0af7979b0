import type { Played } from './duration.js'
import type { Got } from './got.js'
import type { Answer, Observation } from './observation.js'
import type { Shape } from './shape/index.js'

/** What an expectation is held against. */
export interface Seen {
  readonly answer: Answer
  /** What the client really got with it. */
  readonly got: Got
  readonly observation: Observation
  readonly speed: number
  /** The target names an error type whenever something fails; one that is not seen is then a fault. */
  readonly namesErrors: boolean
  /** By how many real milliseconds its timers may fire early. */
  readonly clockGrain: number
  /** By how many real milliseconds its timers may fire late by themselves. */
  readonly clockLag?: number
}

/** An expectation held against what was seen, in words. */
export interface Judgement {
  readonly ok: boolean
  readonly expected: string
  readonly found: string
}

/** One kind of expectation: how it is written, and how it is judged. */
// `out`: a list holds checks of any kind, and each gets only what its own shape has read.
export interface Check<out P = unknown> {
  readonly name: string
  readonly says: string
  /** About one answer, or about the run as a whole. */
  readonly about: 'answer' | 'run'
  readonly shape: Shape<P>
  judge(expected: Played<P>, seen: Seen): Judgement
}
