/** What is over before this has no wait in it that a person would notice: the clock of a check is coarse below it. */
export const AT_ONCE = 1000

const MINUTE = 60_000

/** Two times that a person would call the same: within a second, or within 5 %. */
export function aboutSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(AT_ONCE, 0.05 * Math.max(one, other))
}

/** A measured time as precisely as it is worth: 30ms, 3.2s, 60s, 2m 15s. */
export function spanWords(milliseconds: number): string {
  if (milliseconds < AT_ONCE) return `${Math.round(milliseconds)}ms`
  if (milliseconds < 10_000) return `${Number((milliseconds / 1000).toFixed(1))}s`
  if (milliseconds <= 2 * MINUTE) return `${Math.round(milliseconds / 1000)}s`
  // Past that a second more or less says nothing.
  const seconds = Math.round(milliseconds / 5000) * 5
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)}m${rest === 0 ? '' : ` ${rest}s`}`
}
