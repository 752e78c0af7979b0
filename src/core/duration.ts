const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** The form in which durations are written, for messages. */
export const DURATION_FORM = 'a duration such as 300ms, 1s, 1.5s or 2m'

/** A duration of a scenario, before the speed of a run has made it real milliseconds. */
export class Duration {
  constructor(readonly milliseconds: number) {}

  /** A written duration such as 300ms, 1.5s or 2m; undefined when it is none. */
  static parse(text: string): Duration | undefined {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text)
    if (match === null) return undefined
    return new Duration(Number(match[1]) * (UNITS[match[2] as string] as number))
  }
}

/** What becomes of a piece of a scenario in a run: every duration in it is a number of real milliseconds. */
export type Played<T> = T extends Duration
  ? number
  : T extends string | number | boolean | undefined | null
    ? T
    : { readonly [K in keyof T]: Played<T[K]> }

/** Applies the speed of a run to every duration in a piece of a scenario. The one place where speed is applied. */
export function speedUp<T>(piece: T, speed: number): Played<T> {
  if (piece instanceof Duration) return (piece.milliseconds / speed) as Played<T>
  if (Array.isArray(piece)) return piece.map(item => speedUp(item, speed)) as Played<T>
  if (typeof piece !== 'object' || piece === null) return piece as Played<T>
  return Object.fromEntries(Object.entries(piece).map(([key, value]) => [key, speedUp(value, speed)])) as Played<T>
}

/** A duration as a person would write it: 0.4 ms, 45 ms, 1.003 s, 2 min. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${trim(milliseconds, 1)} ms`
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${trim(milliseconds / 1000, 3)} s`
  return `${trim(milliseconds / 60_000, 2)} min`
}

/** A limit as it is written in a scenario file: 300ms, 1s, 1.5s, 2m. */
export function writeDuration(milliseconds: number): string {
  if (milliseconds >= 60_000 && milliseconds % 60_000 === 0) return `${milliseconds / 60_000}m`
  if (milliseconds >= 1000) return `${trim(milliseconds / 1000, 3)}s`
  return `${trim(milliseconds, 3)}ms`
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}
