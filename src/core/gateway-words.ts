/** How a gateway chooses among its upstreams: in turn, the first that is available, or the one with the fewest requests under way. */
export type Balance = 'round-robin' | 'first' | 'least-connections'

/** Active checks of every upstream: it is asked so often, and is out after so many failures in a row. */
export interface HealthWords {
  readonly path: string
  /** Milliseconds from the end of a check to the next one. */
  readonly every: number
  /** After so many failures in a row it is out. */
  readonly fall?: number | undefined
  /** After so many successes in a row it is in again. */
  readonly rise?: number | undefined
}

/** After so many failures in a row an upstream gets nothing for so many milliseconds; then one request is the trial. */
export interface BreakerWords {
  readonly failures: number
  readonly for: number
}

/** An answer that a gateway gives by itself, without asking an upstream. */
export interface OwnAnswerWords {
  readonly status: number
  /** What its Retry-After field says, in seconds. */
  readonly 'retry-after'?: number | undefined
  readonly body?: string | undefined
  /** Only for paths that begin so, but not for those that begin with `except`. */
  readonly path?: string | undefined
  readonly except?: string | undefined
}

/** So many requests of one client at once, and as many more, evenly spread, in each span of milliseconds. */
export interface RateWords {
  readonly requests: number
  readonly per: number
}

/** A gateway has noticed that an upstream is to get nothing more, or that it may be asked again. */
export interface Notice {
  readonly upstream: string
  readonly state: 'down' | 'up'
  readonly why: string
}

/** What a scenario asks of the gateway under test, in real milliseconds. What is left out is as the target does it by default. */
export interface GatewayWords {
  /** Names of upstreams, in the order in which the gateway knows them; all of the scenario when left out. */
  readonly upstreams?: readonly string[] | undefined
  readonly balance?: Balance | undefined
  /** How many unused connections to an upstream are kept. */
  readonly pool?: { readonly size: number } | undefined
  /** The most connections to one upstream at a time; what is above is refused at once. */
  readonly limit?: number | undefined
  /** How often a failed request is sent again. */
  readonly retry?: number | undefined
  readonly health?: HealthWords | undefined
  readonly breaker?: BreakerWords | undefined
  readonly answer?: OwnAnswerWords | undefined
  readonly rate?: RateWords | undefined
  /** How long a request may take to arrive, its body included. */
  readonly request?: number | undefined
}

/** The words that a scenario uses: a target can say each of them, or the run is skipped. */
export function wordsIn(words: object): readonly string[] {
  return Object.entries(words).flatMap(([word, value]) => (value === undefined ? [] : [word]))
}
