import type { Broken } from './judge.js'

/** One broken rule in a sentence: /api on hang: expected an answer within 30s, found 504 after 60s. */
export function toldBreach({ route, failure, expected, found }: Broken): string {
  return `${route} on ${failure}: expected ${expected}, found ${found}`
}

/** Broken rules as lines for a terminal: each rule with its place, and under it where it does not hold. */
export function toldBroken(broken: readonly Broken[]): string[] {
  const byRule = groups(broken, ({ rule, place }) => `${place.file}:${place.line}: ${rule}`)
  return [...byRule].flatMap(([rule, own]) => {
    const alike = groups(own, ({ route, expected, found }) => JSON.stringify([route, expected, found]))
    return [rule, ...[...alike.values()].flatMap(line)]
  })
}

function line(alike: readonly Broken[]): string[] {
  const failure = alike.map(breach => breach.failure).join(', ')
  return alike.slice(0, 1).map(first => `  ${toldBreach({ ...first, failure })}`)
}

function groups<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const thing of things) found.set(keyOf(thing), [...(found.get(keyOf(thing)) ?? []), thing])
  return found
}
