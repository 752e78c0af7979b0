import type { Finding } from './finding.js'
import type { KnownAnswer, ScenarioCard } from './lesson.js'
import type { Limits } from './limits.js'
import type { LogEntry } from './log-entry.js'
import type { LockWait, QueryOutcome } from './queries.js'
import type { Outcome, Verdict } from './verdict.js'

/** Which side saw it. */
export type Side = 'client' | 'gateway' | 'upstream' | 'operator'

/** What each side can see. Bytes are base64 and capped; `size` is always the whole number of bytes. */
export type Sight =
  | { side: 'client'; what: 'sent'; request: number; size: number; bytes: string }
  /** A further piece of a body that is sent slowly. */
  | { side: 'client'; what: 'piece'; request: number; size: number; bytes: string }
  | { side: 'client'; what: 'connected' | 'not-connected'; request: number; reused: boolean }
  | { side: 'client'; what: 'interim'; request: number; status: number; fields: string[] }
  | { side: 'client'; what: 'head'; request: number; status: number; reason: string; fields: string[] }
  | { side: 'client'; what: 'received'; request: number; size: number; bytes: string }
  | { side: 'client'; what: 'ended'; request: number; how: Ending; complete: boolean; bodySize: number }
  | { side: 'client'; what: 'retries'; request: number; attempt: number }
  /** The machine had others to run: so long the processes of that side had to wait for a processor while the client was at work. */
  | { side: 'client' | 'gateway'; what: 'kept-waiting'; milliseconds: number }
  | { side: 'upstream'; upstream: string; what: 'kept-waiting'; milliseconds: number }
  /** With what it was told: its configuration, the addresses of its upstreams, and the limits that its product has no word for. */
  | {
      side: 'gateway'
      what: 'listening'
      address: string
      upstreams?: string[]
      unsaid?: string[]
      configuration?: string
    }
  | { side: 'gateway'; what: 'log'; entry: LogEntry }
  /** The gateway noticed that an upstream goes out, or comes back. */
  | { side: 'gateway'; what: 'noticed'; upstream: string; state: 'down' | 'up'; why: string }
  | { side: 'gateway'; what: 'died'; signal: string | null; code: number | null }
  | { side: 'upstream'; upstream: string; what: 'listening'; address: string; how: string }
  | { side: 'upstream'; upstream: string; what: 'accepted'; connection: number }
  | {
      side: 'upstream'
      upstream: string
      what: 'request'
      connection: number
      request: number
      method: string
      target: string
      fields: string[]
    }
  | { side: 'upstream'; upstream: string; what: 'body'; connection: number; request: number; size: number }
  | { side: 'upstream'; upstream: string; what: 'unread'; connection: number }
  /** Bytes as they were read from the connection, in as many pieces as they came in. */
  | { side: 'upstream'; upstream: string; what: 'received'; connection: number; size: number; bytes: string }
  | {
      side: 'upstream'
      upstream: string
      what: 'step'
      connection: number
      request: number
      step: string
      says: string
    }
  | { side: 'upstream'; upstream: string; what: 'query'; connection: number; request: number; outcome: QueryOutcome }
  | { side: 'upstream'; upstream: string; what: 'query-waits'; connection: number; request: number; wait: LockWait }
  | {
      side: 'upstream'
      upstream: string
      what: 'sent'
      connection: number
      size: number
      bytes: string
      taken: boolean
    }
  | {
      side: 'upstream'
      upstream: string
      what: 'answered'
      connection: number
      request: number
      status: number
      taken: boolean
    }
  | {
      side: 'upstream'
      upstream: string
      what: 'closed'
      connection: number
      by: 'upstream' | 'gateway'
      how: 'fin' | 'rst'
    }
  | { side: 'upstream'; upstream: string; what: 'started'; pid: number }
  | { side: 'upstream'; upstream: string; what: 'signalled'; signal: string }
  | { side: 'upstream'; upstream: string; what: 'stopped-accepting' }
  /** A worker of a pool begins with a request whose head had been read before. */
  | { side: 'upstream'; upstream: string; what: 'taken-up'; connection: number; request: number }
  | { side: 'upstream'; upstream: string; what: 'logged'; connection?: number; request?: number; line: string }
  | { side: 'upstream'; upstream: string; what: 'crashed'; signal: string }
  | { side: 'upstream'; upstream: string; what: 'exited'; code: number }
  | { side: 'upstream'; upstream: string; what: 'effect'; connection: number; request: number; name: string }
  | { side: 'upstream'; upstream: string; what: 'mark'; name: string }
  /** Only with --evidence: what a command or a file shows on one of the machines. */
  | ({ side: 'operator'; what: 'found' } & Finding)

/** How an exchange ended for the client. */
export type Ending =
  /** The answer is whole; the connection stays or is closed in order. */
  | 'whole'
  /** FIN in the middle of an announced body. */
  | 'cut'
  /** RST at any point. */
  | 'reset'
  /** FIN before any byte of an answer. */
  | 'closed'
  /** Bytes that are no HTTP. */
  | 'no-http'
  /** The client's own limit, or the end of the run. */
  | 'gave-up'
  /** The gateway could not be reached. */
  | 'refused'

/** Something that one side saw, and when: real milliseconds since the run began, on the one clock of all processes. */
export type Fact = { event: 'fact'; run: string; at: number } & Sight

/** Takes what a side sees. It happened now, unless `at` (a reading of `now()`) says when. */
export type Witness = (sight: Sight, at?: number) => void

/** The version of the stream. Readers refuse one that they do not know; new fields may come without a new version. */
export const STREAM_VERSION = 1

/** The first event of a run: what is going to happen. */
export interface Planned {
  readonly event: 'planned'
  readonly gatecrash: typeof STREAM_VERSION
  /** Names the run in every event of it; unique in the stream. */
  readonly run: string
  /** The time of day at which it began, in milliseconds since 1970: that of `at` 0. */
  readonly began: number
  readonly scenario: ScenarioCard
  readonly target: TargetCard
  /** The remedy that is played instead of the failure, or null. */
  readonly remedy: string | null
  /** So many times faster than the scenario is written. Times in facts are real; times the speed they are the scenario's. */
  readonly speed: number
  /** The limits as the scenario means them, in milliseconds. */
  readonly limits: Limits
  readonly requests: readonly string[]
  /** What other gateways are known to answer to it. */
  readonly elsewhere?: readonly KnownAnswer[]
}

/** The target of a run as a report tells it. */
export interface TargetCard {
  readonly name: string
  readonly product: string
  readonly version: string
  readonly namesErrors: boolean
  readonly clockGrain: number
  readonly clockLag?: number
}

/** The verdict on a run. */
export interface Judged {
  readonly event: 'judged'
  readonly run: string
  readonly at: number
  readonly verdict: Verdict
}

/** The last event of a run: everything that was started for it has been stopped. */
export interface Ended {
  readonly event: 'ended'
  readonly run: string
  readonly at: number
}

/** The last event of the stream: how many runs ended how. */
export interface Summary {
  readonly event: 'summary'
  readonly runs: number
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly milliseconds: number
}

/** The one stream that everything is told from. */
export type Event = Planned | Fact | Judged | Ended | Summary
