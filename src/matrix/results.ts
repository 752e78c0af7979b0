import type { Got } from '../core/got.js'
import type { Outcome } from '../core/verdict.js'
import type { Lane } from '../report/index.js'

/** The format of the files in results/; readers refuse one that they do not know. */
export const RESULTS_FORMAT = 1

/** One file of results: everything that one target answered. */
export interface TargetResults {
  readonly format: typeof RESULTS_FORMAT
  readonly target: string
  readonly product: string
  readonly version: string
  /** When the first cell was played, as an ISO date with time. */
  readonly date: string
  readonly speed: number
  readonly rounds: number
  /** Of the configuration for the control, without its addresses: two of the same were configured alike. */
  readonly configurationHash: string
  readonly cells: readonly Cell[]
}

/** What one target made of one scenario. */
export interface Cell {
  readonly scenario: string
  readonly title: string
  /** What the scenario expects, in a word or two: 504; 200 cut. */
  readonly expects: string
  /** Why that is the right answer. */
  readonly because: string
  /** The error type that the scenario leads to; absent for one that leads to none. */
  readonly teaches?: string
  readonly tags: readonly string[]
  /** The worst of its rounds. */
  readonly outcome: Outcome
  /** Every round was the same in status, outcome, attempts and error type. */
  readonly same: boolean
  readonly rounds: readonly Round[]
  /** From the first round that says anything. */
  readonly evidence: Evidence
}

/** One time that a cell was played. */
export interface Round {
  readonly outcome: Outcome
  /** Why it was skipped or broken. */
  readonly why?: string
  /** The machine was too busy the first time: this is the second one, played alone when all else was over. */
  readonly again?: true
  readonly answers: readonly AnswerResult[]
}

/** What one request led to. */
export interface AnswerResult {
  readonly request: string
  readonly status: number | null
  /** What the client really got. */
  readonly got: Got
  /** How often it reached the upstream. */
  readonly attempts: number
  /** It must not be done twice, and reached the upstream more often than the client sent it. */
  readonly twice: boolean
  /** Milliseconds until the end of the answer, in the scenario's time. */
  readonly after: number
  readonly error: string | null
}

/** What all three sides saw, in one round. */
export interface Evidence {
  readonly configuration: string
  /** For each request the bytes of the answer as they came, as latin1, capped. */
  readonly received: readonly string[]
  /** The requests that reached the upstream: method and target, in their order. */
  readonly arrived: readonly string[]
  readonly log: readonly {
    readonly raw: string
    readonly phase?: string
    readonly error?: string
    readonly flag?: string
  }[]
  /** What happened, in order: milliseconds of the scenario since its beginning. */
  readonly timeline: readonly { readonly at: number; readonly side: string; readonly says: string }[]
  /** The same as each side lived through it, to be drawn: lanesOf. */
  readonly lanes: readonly Lane[]
  /** Checks that were not as the scenario expects, and why that is known. */
  readonly differences: readonly {
    readonly check: string
    readonly request?: string
    readonly expected: string
    readonly found: string
    readonly because?: string
  }[]
  /** The command that plays it again. */
  readonly command: string
}
