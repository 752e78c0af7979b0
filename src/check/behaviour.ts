import type { Setting } from '../configurations/configuration.js'
import type { Got } from '../core/got.js'

/** One failure that a route is put to: a scenario of the library, asked with one method. */
export interface Failure {
  /** Unique and steady: hang, POST hang. */
  readonly id: string
  readonly scenario: string
  readonly method: string
  /** In words, for a report: it takes the request and never answers. */
  readonly says: string
}

/** What a route did on a failure: a fact, scaled back to the time of production. No judgement. */
export interface Behaviour {
  /** The id of the route, and that of the failure. */
  readonly route: string
  readonly failure: string
  /** The status that the client got; null for none. */
  readonly status: number | null
  readonly got: Got
  /** Milliseconds of production from the request to the end of the exchange; null when the client gave up first. */
  readonly after: number | null
  /** What may be the machine's own part of that: on a fast clock a moment counts for more. */
  readonly blur?: number
  /** How long the client was patient, in milliseconds of production. */
  readonly patience: number
  /** How often the request reached an upstream, and whether one that must not be done twice did so. */
  readonly attempts: number
  readonly twice: boolean
  /** Who wrote the body that the client got. */
  readonly author: 'upstream' | 'gateway' | 'nobody'
  /** The beginning of the body, as text. */
  readonly page: string
  /** Fields of the answer: name, value, … */
  readonly fields: readonly string[]
  /** The status that the upstream sent, where it sent one. */
  readonly upstreamStatus: number | null
  /** Whom the gateway asked, for what, and as which host: told where nothing fails. */
  readonly asked?: Asked
  /** What decided it, as far as a setting did. */
  readonly decidedBy?: Setting
  /** What the gateway logged of it. */
  readonly log: readonly string[]
  /** Why nothing can be said of this cell: broken by the testbed, or not to be played on this route. */
  readonly unknown?: string
}

/** What reaches an upstream of a request. */
export interface Asked {
  /** Every upstream that may be asked, as the configuration calls them. */
  readonly upstreams: readonly string[]
  readonly target: string
  readonly host: string
}
