import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, isFailed } from './route-seen.js'

/** The name of the upstream leads elsewhere, and the gateway goes on asking at the old address until it is reloaded. */
export const asksTheNameOnce: Finder = {
  id: 'asks-the-name-once',
  severity: 'warning',
  title: 'The name of the upstream is looked up once, and never again',
  look(seen) {
    const last = seen.on('moved')
    if (last === undefined || !isFailed(last)) return undefined
    return {
      failures: ['moved'],
      happened: happenedOn([last]),
      because: seen.setting('resolver'),
      fix: remedyFor('asks-the-name-once', seen)
    }
  }
}
