/** A limit that somebody has by default. */
export interface DefaultLimit {
  readonly milliseconds: number
  readonly who: string
  /** Its name in their configuration, or what it limits. */
  readonly what: string
  /** What a client sees when it runs out. */
  readonly shows: string
  /** Where it is documented, and when that was read. */
  readonly source: string
  readonly read: string
}

const UNIT = 1000

/** The rows of one product’s list: seconds, setting, what is seen. */
export function limitsOfProduct(
  who: string,
  source: string,
  rows: readonly (readonly [seconds: number, what: string, shows: string])[]
): DefaultLimit[] {
  return rows.map(([seconds, what, shows]) => ({
    milliseconds: seconds * UNIT,
    who,
    what,
    shows,
    source,
    read: '2026-11'
  }))
}
