import type { Witness } from '../core/events.js'
import type { Marks } from '../core/marks.js'
import type { LockWait, QueryOutcome, Question } from '../core/queries.js'
import type { Deed, Step } from '../core/step.js'
import type { Script } from '../core/upstream-plan.js'

/** Hears that a query waits for a lock, and once more when nobody is left who would give that lock back. */
export type OnLockWait = (wait: LockWait, forEver: boolean) => void

/** What an upstream needs of the run that it is played in. */
export interface UpstreamContext {
  /** The loopback address on which it listens. */
  readonly host: string
  /** The port, when somebody has chosen one; else a free one is taken. */
  readonly port?: number
  readonly witness: Witness
  readonly marks: Marks
  /** All steps that a script may name, and all deeds of an upstream as a whole. */
  readonly steps: readonly Step[]
  readonly deeds: readonly Deed[]
  /** What it has seen in earlier lives: connections and requests are counted on. */
  readonly earlier?: Counts
  /** So many times faster than the scenario is written: only for the words of facts, the plan is in real time. */
  readonly speed: number
  /** Fires when the run is over. */
  readonly over: AbortSignal
  query(question: Question, onWait: OnLockWait): Promise<QueryOutcome>
  /** Whoever has begun a transaction in this session will not come back to it. */
  leave(session: string): void
  /** Keeps the process in which the upstream lives busy for so long. */
  block(milliseconds: number): Promise<void>
  /** Kills the process in which the upstream lives, or has it leave with an exit code. */
  crash(signal: NodeJS.Signals): Promise<void>
  exit(code: number): Promise<void>
}

/** How many connections and requests an upstream has seen so far. */
export interface Counts {
  readonly connections: number
  readonly requests: number
}

/** An upstream that can be reached, or that surely cannot, as its plan says. */
export interface RunningUpstream extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** Every script has ended, or waits for another request. Rejects when the testbed itself had trouble in one. */
  settled(): Promise<void>
  /** Sends it a real signal; only one that lives in a process of its own can be sent any. Resolves when it has obeyed, or is gone. */
  signal?(signal: NodeJS.Signals): Promise<void>
  close(): Promise<void>
}

/** An upstream that is played in this process. */
export interface LocalUpstream extends RunningUpstream {
  /** Plays what it does on a signal. */
  obey(deeds: Script): Promise<void>
}
