import type { AnswerGot } from './got.js'

/** What a run says about its target. */
export type Outcome =
  /** As expected. */
  | 'pass'
  /** Not what RFC 9209 recommends, but exactly what is recorded for this target. */
  | 'differs'
  /** The target did something else. */
  | 'fail'
  /** The scenario needs something that cannot be played here. */
  | 'skipped'
  /** The testbed itself failed, and says nothing about the target. */
  | 'broken'

/** One expectation held against what was seen. */
export interface CheckResult {
  /** The word of the scenario file: status, error, after, … */
  readonly name: string
  /** The request that it is about; undefined when it is about the run. */
  readonly request?: string
  readonly ok: boolean
  readonly expected: string
  readonly found: string
  /** Why this target is known to differ here; present when the recorded expectation took the place of the scenario's. */
  readonly recorded?: string
}

/** Whether the client may send the request again. */
export interface RetryAdvice {
  readonly request: string
  readonly may: 'yes' | 'later' | 'no'
  readonly why: string
}

/** Observation held against expectation. */
export interface Verdict {
  readonly outcome: Outcome
  readonly checks: readonly CheckResult[]
  readonly retry: readonly RetryAdvice[]
  /** What each request led to, in their order; empty for a run that was not played to its end. */
  readonly answers: readonly AnswerGot[]
  /** Why a run was skipped or broken, and what to do. */
  readonly why?: string
  readonly next?: string
  /** It is broken because the machine was busy: on a quieter one it may say something. */
  readonly busy?: true
}
