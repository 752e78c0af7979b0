const UNITS: Readonly<Record<string, number>> = { ms: 1, mi: 60_000, min: 60_000, s: 1000, h: 3_600_000 }

/** A time as Apache writes it, in milliseconds: a number with a unit, or in the unit of its directive; undefined for what is none. */
export function milliseconds(text: string, unit: 'ms' | 's'): number | undefined {
  const [, count, written = unit] = /^(-?\d+)(ms|min|mi|s|h)?$/i.exec(text.trim()) ?? []
  const factor = UNITS[written.toLowerCase()]
  return count === undefined || factor === undefined ? undefined : Number(count) * factor
}
