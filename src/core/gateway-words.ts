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
}

/** The words that a scenario uses: a target can say each of them, or the run is skipped. */
export function wordsIn(words: object): readonly string[] {
  return Object.entries(words).flatMap(([word, value]) => (value === undefined ? [] : [word]))
}
