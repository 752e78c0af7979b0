const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000
}

/** A time as VCL writes it (1.5s, 2 m) in milliseconds; undefined for what is none. */
export function milliseconds(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d*)?)\s*([a-z]+)$/.exec(text) ?? []
  const each = UNITS[unit]
  return count === undefined || each === undefined ? undefined : Number(count) * each
}
