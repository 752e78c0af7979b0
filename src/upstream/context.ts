import type { Witness } from '../core/events.js'
import type { Marks } from '../core/marks.js'
import type { QueryName } from '../core/queries.js'
import type { QueryOutcome, Step } from '../core/step.js'

/** What an upstream needs of the run that it is played in. */
export interface UpstreamContext {
  /** The loopback address on which it listens. */
  readonly host: string
  /** The port, when somebody has chosen one; else a free one is taken. */
  readonly port?: number
  readonly witness: Witness
  readonly marks: Marks
  /** All steps that a script may name. */
  readonly steps: readonly Step[]
  /** So many times faster than the scenario is written: only for the words of facts, the plan is in real time. */
  readonly speed: number
  /** Fires when the run is over. */
  readonly over: AbortSignal
  query(name: QueryName): Promise<QueryOutcome>
  /** Kills the process in which the upstream lives. */
  crash(signal: NodeJS.Signals): Promise<void>
}

/** An upstream that can be reached, or that surely cannot, as its plan says. */
export interface RunningUpstream extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** Every script has ended, or waits for another request. Rejects when the testbed itself had trouble in one. */
  settled(): Promise<void>
  close(): Promise<void>
}
