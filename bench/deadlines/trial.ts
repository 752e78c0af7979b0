/** The limits that are put to the test. */
export type Limit = 'connect' | 'read' | 'head' | 'total'

/** Many requests that wait for the same limit at the same time. */
export interface Trial {
  readonly limit: Limit
  readonly ms: number
  readonly port: number
  readonly target: string
  readonly requests: number
}

/** So much of the limit, and at most so many milliseconds, lies between the first request and the last one. */
const SPREAD = 0.5
const MOST_SPREAD = 200

/** Runs all requests of a trial, each a little after the one before, as requests come: the last one begins long before the first is over. */
export function inTurn({ requests, ms }: Trial, one: () => Promise<number>): Promise<number[]> {
  const spread = Math.min(ms * SPREAD, MOST_SPREAD)
  const later = (at: number): Promise<number> =>
    new Promise<void>(resolve => setTimeout(resolve, (spread * at) / requests)).then(one)
  return Promise.all(Array.from({ length: requests }, (_, at) => later(at)))
}

/** How late a trial's requests were told, in milliseconds; less than nothing is early. */
export interface Lateness {
  readonly least: number
  readonly median: number
  readonly p99: number
}

/** Sums up the requests of a trial. */
export function lateness(all: readonly number[]): Lateness {
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number
  return { least: at(0), median: at(0.5), p99: at(0.99) }
}
