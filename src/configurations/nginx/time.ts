const UNITS: Readonly<Record<string, number>> = {
  y: 365 * 86_400_000,
  M: 30 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1
}

const PIECE = /(\d+)(ms|[yMwdhms])?/g

/** A time as nginx writes it, in milliseconds: 60 is seconds, 1m30s, 500ms; undefined for what is none. */
export function milliseconds(text: string): number | undefined {
  if (!/^(?:\d+(?:ms|[yMwdhms])\s*)*(?:\d+)?$/.test(text) || !/\d/.test(text)) return undefined
  return [...text.matchAll(PIECE)].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 0), 0)
}
