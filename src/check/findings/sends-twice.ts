import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn } from './route-seen.js'

/** A request that must not be done twice, and was: two orders, two payments. */
export const sendsTwice: Finder = {
  id: 'sends-twice',
  severity: 'danger',
  title: 'A POST is sent to the application more than once',
  look(seen) {
    const twice = seen.known.filter(each => each.twice)
    if (twice.length === 0) return undefined
    return {
      failures: twice.map(({ failure }) => failure),
      happened: happenedOn(twice, ({ attempts }) => `it reached an upstream ${attempts} times`),
      because: seen.setting('retry-unsafe', 'retry') ?? twice[0]?.decidedBy,
      fix: remedyFor('sends-twice', seen)
    }
  }
}
