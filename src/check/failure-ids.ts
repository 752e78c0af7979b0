import { FAILURES } from './failures.js'

/** Every failure that a route can be put to, in the order in which reports and lock files have them. */
export const FAILURE_IDS: readonly string[] = FAILURES.map(({ id }) => id)

/** Brings failures into that order; what is not known comes last, as it was. */
export function inOrderOfFailures<T>(things: readonly T[], idOf: (thing: T) => string): T[] {
  const rank = (thing: T) => {
    const at = FAILURE_IDS.indexOf(idOf(thing))
    return at < 0 ? FAILURE_IDS.length : at
  }
  return [...things].sort((a, b) => rank(a) - rank(b))
}
