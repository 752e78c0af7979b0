import type { Played } from './duration.js'
import type { QueryName, QueryOutcome } from './queries.js'
import type { Kind, Shape } from './shape/index.js'

/** What a step cannot do on its own: the run starts it before, and only when some step asks. */
export type Need = 'database' | 'process'

/** One deed of the upstream on a connection: how it is written in a scenario, and how it is done. */
// `out`: a list holds steps of any kind, and each gets only what its own shape has read.
export interface Step<out P = unknown> extends Kind<P> {
  readonly shape: Shape<P>
  readonly needs?: Need
  /** Whether it takes bytes of the request from the connection; a script with such a step starts again for the next request. */
  readonly receives?: boolean
  /** Whether bytes of a request must stay in the kernel's buffer: an upstream with such a deed reads only what is asked for. */
  leavesUnread?(deed: Played<P>): boolean
  /** For a deed of some length: what a timeline calls it, with the durations of the scenario, such as "wait 2s". */
  lasts?(deed: Played<P>, speed: number): string
  play(connection: Connection, deed: Played<P>): Promise<void>
}

/** The head of a request, as the upstream received it. */
export interface ReceivedRequest {
  readonly method: string
  readonly target: string
  readonly fields: readonly string[]
}

/** What a step asks the database. */
export interface Asked {
  readonly ask: readonly QueryName[]
  /** A mark to be set when the query waits for a lock. */
  readonly mark?: string | undefined
  readonly deadlockTimeout?: number | undefined
}

/** What the process of an upstream can do at any moment of its life, with or without a connection in its hands. */
export interface Life {
  /** Fires when the run is over, so that a deed that waits lets go. */
  readonly over: AbortSignal
  /** Ends early only when the run is over, not when the gateway has left: the work goes on, for nobody. */
  wait(milliseconds: number): Promise<void>
  /** The application writes a line into its log. */
  log(line: string): void
  mark(name: string): void
  await(name: string): Promise<void>
  /** The process leaves by itself, with this exit code. */
  exit(code: number): Promise<void>
  /** The process dies of a signal. */
  crash(signal: NodeJS.Signals): Promise<void>
}

/** An upstream as a whole, for what it does before it listens, or on a signal. */
export interface Server extends Life {
  /** Begins to listen; nothing happens when it does already. */
  listen(): Promise<void>
  /** Takes no more connections; those that stand go on. */
  stopAccepting(): Promise<void>
  /** Closes what is idle, and waits for what is under way, at most so long; 0 for ever. */
  drain(milliseconds: number): Promise<void>
}

/** One deed of an upstream as a whole. */
export interface Deed<out P = unknown> extends Kind<P> {
  play(server: Server, deed: Played<P>): Promise<void>
}

/** A step that needs no connection: an upstream as a whole can do it as well. */
export interface LifeStep<out P = unknown> extends Omit<Step<P>, 'play'> {
  play(life: Life, deed: Played<P>): Promise<void>
}

/** What a step sees of the connection that it is played on: deeds, never the socket. */
export interface Connection extends Life {
  /** The request received last, undefined before the first. */
  readonly request: ReceivedRequest | undefined
  receiveHead(): Promise<void>
  receiveRequest(): Promise<void>
  receiveBytes(count: number): Promise<void>
  /** Waits until bytes lie in the kernel's buffer, and leaves them there. */
  leaveUnread(): Promise<void>
  stopReading(): void
  /** Computes for so many milliseconds, or without end, and the process that holds this connection does nothing else. */
  block(milliseconds: number): Promise<void>
  /** Until the gateway leaves, or the run is over. */
  hang(): Promise<void>
  /** Resolves when the bytes are with the kernel; false when nobody was there to take them. */
  send(bytes: Uint8Array): Promise<boolean>
  /** FIN, both ways. */
  close(): Promise<void>
  /** FIN, and goes on reading. */
  halfClose(): Promise<void>
  /** RST. */
  reset(): Promise<void>
  /** An outcome with an error is the database's no; trouble of the testbed rejects. */
  query(asked: Asked): Promise<QueryOutcome>
  /** The work on the request that was received last leaves something behind; a key that was seen before does it no second time. */
  effect(name: string): void
  /** The request that was received last has been answered; its work is complete. */
  answered(status: number, taken: boolean): void
  /** Leaves out the rest of the script. */
  endScript(): void
}
