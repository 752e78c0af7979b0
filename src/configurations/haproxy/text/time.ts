const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a time as HAProxy reads it, where a number without a unit is milliseconds; undefined when it is none. */
export function timeOf(text: string | undefined): number | undefined {
  const [, digits, unit = 'ms'] = /^(\d+)(us|ms|s|m|h|d)?$/.exec(text ?? '') ?? []
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit] as number)
}
