import type { Ending } from './events.js'
import type { LogEntry } from './log-entry.js'
import type { LockWait, QueryOutcome } from './queries.js'

/** What the client got for one request. Times are real milliseconds since the run began. */
export interface Answer {
  readonly request: number
  readonly label: string
  readonly method: string
  readonly sentAt: number
  /** When the first byte of the final answer was there; undefined when none came. */
  readonly firstByteAt: number | undefined
  /** When the head of the final answer was whole. */
  readonly headAt: number | undefined
  readonly endedAt: number
  readonly status: number | undefined
  readonly reason: string
  readonly fields: readonly string[]
  readonly interim: readonly number[]
  readonly ending: Ending
  readonly complete: boolean
  readonly bodySize: number
  /** The bytes of the answer as they came, capped, as latin1. */
  readonly raw: string
  /** What the same request had got before the client tried again. */
  readonly earlier: readonly Answer[]
}

/** A request that reached the upstream. */
export interface Arrival {
  readonly upstream: string
  readonly connection: number
  readonly method: string
  readonly target: string
  readonly at: number
  readonly bodySize: number
  /** What was sent in answer to it, piece by piece. */
  readonly sent: readonly SentPiece[]
  /** How the upstream then ended the connection; undefined when it did not, or when the gateway had left before. */
  readonly left?: 'fin' | 'rst'
  /** When its work was complete, and whether anybody took the answer. */
  readonly answered?: { readonly at: number; readonly status: number; readonly taken: boolean }
}

/** Bytes that an upstream sent, as latin1; `size` is the whole number of them when not all were kept. */
export interface SentPiece {
  readonly bytes: string
  readonly size: number
}

/** The facts of one run, from all three sides, folded. No judgement. */
export interface Observation {
  readonly answers: readonly Answer[]
  readonly arrivals: readonly Arrival[]
  /** How many connections the upstream accepted. */
  readonly connections: number
  /** How many requests lay unread when their connection was closed. */
  readonly unread: number
  /** When each of them was seen to lie there. */
  readonly unreadAt: readonly number[]
  readonly queries: readonly QueryOutcome[]
  /** Queries that had to wait for a lock, whether they got it or not. */
  readonly lockWaits: readonly LockWait[]
  readonly log: readonly LogEntry[]
  /** What the work of the upstreams left behind, one word for each time. */
  readonly effects: readonly string[]
  /** The name of each upstream by its address, 127.0.0.1:9000. */
  readonly addresses: Readonly<Record<string, string>>
  readonly crashed: boolean
  readonly gatewayDied: boolean
  /** How many milliseconds the machine kept the testbed and the gateway from running meanwhile. */
  readonly keptWaiting: number
}
