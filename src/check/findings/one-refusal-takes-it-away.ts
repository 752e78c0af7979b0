import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, isFailed } from './route-seen.js'

/** One refused connection, and everybody is turned away for a while, though the upstream is back. */
export const oneRefusalTakesItAway: Finder = {
  id: 'one-refusal-takes-it-away',
  severity: 'danger',
  title: 'One refused connection takes the upstream away after it is back',
  look(seen) {
    const next = seen.on('one-refusal')
    if (next === undefined || !isFailed(next)) return undefined
    return {
      failures: ['one-refusal'],
      happened: happenedOn([next], each => `the next request, with the upstream back: ${each.status ?? 'no answer'}`),
      because: seen.setting('breaker'),
      fix: remedyFor('one-refusal-takes-it-away', seen)
    }
  }
}
