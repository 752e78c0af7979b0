/** What a scenario asks of the gateway under test, in real milliseconds. What is left out is as the target does it by default. */
export interface GatewayWords {
  /** Names of upstreams, in the order in which the gateway knows them; all of the scenario when left out. */
  readonly upstreams?: readonly string[] | undefined
  readonly balance?: 'round-robin' | 'first' | 'least-connections' | undefined
}

/** The words that a scenario uses: a target can say each of them, or the run is skipped. */
export function wordsIn(words: object): readonly string[] {
  return Object.entries(words).flatMap(([word, value]) => (value === undefined ? [] : [word]))
}
