const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000
}
const WHOLE =
  /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d))*$/
const PIECE = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d)/g

/** Milliseconds of a duration as Caddy writes it: 1m30s, 500ms, 1d; a number alone is of nanoseconds. */
export function millisecondsOf(text: string): number | undefined {
  if (/^-?\d+$/.test(text)) return Number(text) / 1e6
  if (!WHOLE.test(text)) return undefined
  const total = [...text.matchAll(PIECE)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0),
    0
  )
  return text.startsWith('-') ? -total : total
}
