const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  msec: 1,
  millisecond: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000
}

/** The milliseconds of a duration as people and logs write it: 29s, 29.003 s, 29003ms, 1m, 1m30s, 60 seconds. */
export function durationIn(text: string): number | undefined {
  const compact = text.trim().toLowerCase().replace(/\s+/g, '')
  if (compact.length > 40 || !/^(?:\d+(?:\.\d+)?[a-z]+)+$/.test(compact)) return undefined
  let sum = 0
  for (const [, number, unit = ''] of compact.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)) {
    const factor = UNITS[unit] ?? UNITS[unit.replace(/s$/, '')]
    if (factor === undefined) return undefined
    sum += Number(number) * factor
  }
  return sum
}

/** A timer never fires early by more than rounding, and a little late at most. */
export function firesAt(limit: number, milliseconds: number): boolean {
  const early = Math.max(1, limit * 0.0002)
  const late = Math.max(60, Math.min(1000, limit * 0.012))
  return milliseconds >= limit - early && milliseconds <= limit + late
}

/** Whether it ended at a whole number of seconds from five upwards, as limits do: 30.02 s, 60 s. */
export function isRound(milliseconds: number): boolean {
  const seconds = Math.floor(milliseconds / 5000 + 0.0001) * 5
  return seconds >= 5 && firesAt(seconds * 1000, milliseconds)
}
