import type { Witness } from './events.js'
import type { Finding } from './finding.js'
import type { GatewayWords, Notice } from './gateway-words.js'
import type { Limits } from './limits.js'
import type { LogEntry } from './log-entry.js'

/** An upstream as a gateway knows it. */
export interface UpstreamAddress {
  readonly name: string
  readonly host: string
  readonly port: number
  /** It is spoken to in TLS, whatever its certificate says. */
  readonly tls?: boolean
}

/** What the gateway under test must be and do in a run. */
export interface GatewayPlan {
  /** One or several, in the order in which the gateway knows them. */
  readonly upstreams: readonly UpstreamAddress[]
  readonly words: GatewayWords
  /** The loopback address on which the gateway listens. */
  readonly host: string
  /** The port, when somebody has chosen one; else it takes a free one. */
  readonly port?: number
  readonly limits: Limits
  /** To be told when the gateway notices that an upstream, by its name, goes out or comes back. */
  noticed(notice: Notice): void
}

/** What a run asks of a gateway. */
export interface GatewayDemands {
  readonly words: GatewayWords
  /** In real milliseconds. */
  readonly limits: Limits
  /** To speak TLS to its upstreams. */
  readonly tls?: boolean
  /** To how many upstreams it sends. */
  readonly upstreams: number
  /** Marks that somebody awaits, and that only the gateway can set, by what it notices: a-down, a-up. */
  readonly marks: readonly string[]
  /** How many times faster than written it is played; 1 when left out. */
  readonly speed?: number
}

/** A target that is on this machine. */
export interface Found {
  readonly here: true
  readonly version: string
  /** The program, for targets that are one. */
  readonly program?: string
  /** The container image that has the program, for those that are taken from one. */
  readonly image?: string
}

/** A target that is not: why, and the command that gets it. */
export interface Missing {
  readonly here: false
  readonly why: string
  readonly install: string
}

/** Where a gateway listens, and how it wants to be spoken to. */
export interface Address {
  readonly host: string
  readonly port: number
  /** In TLS, under this name, whatever its certificate says. */
  readonly tls?: { readonly servername: string }
  /** Goes out before everything else on a connection, TLS included: the line of the PROXY protocol. */
  readonly preface?: string
}

/** A gateway that is up and in front of the upstream. */
export interface RunningGateway extends Address, AsyncDisposable {
  /** The processes in which it serves; none when it lives in ours. */
  readonly pids: readonly number[]
  /** What it was configured with, as its product writes it. */
  readonly configuration: string
  /** Limits that the product has no word for; the run goes on without them. */
  readonly unsaid: readonly (keyof Limits)[]
  /** Every line of its log so far, in the normal form. Waits until the line of each of so many requests is there, at most for a moment. */
  log(requests: number): Promise<readonly LogEntry[]>
  /** What it has written so far, file by file and untouched; absent where the lines of its log are just that. */
  written?(): readonly Finding[]
}

/** Where somebody listens. */
export interface Place {
  readonly host: string
  readonly port: number
  /** The process in whose network that is, when it is not ours. */
  readonly network?: number
}

/** A gateway under test. */
export interface Target {
  readonly name: string
  /** How the product is called in a sentence. */
  readonly product: string
  /** It names an RFC 9209 error type whenever something fails, so that one that is not seen is a fault. */
  readonly namesErrors: boolean
  /**
   * By how many real milliseconds its timers may fire early. A gateway that reads the clock once per round of its event loop starts a
   * timer in the past: by as long as the machine kept it from running.
   */
  readonly clockGrain: number
  /** By how many real milliseconds its timers may fire late by themselves; 0 when left out. */
  readonly clockLag?: number
  /** Where its upstreams must listen, one after the other, since nobody can tell it another place: its runs are played one at a time. */
  readonly upstreamsAt?: readonly Place[]
  /** What, of all that a run asks for, the product cannot say; a run that needs any is skipped. */
  cannotSay(demands: GatewayDemands): readonly string[]
  find(): Promise<Found | Missing>
  start(found: Found, plan: GatewayPlan, witness: Witness): Promise<RunningGateway>
}
