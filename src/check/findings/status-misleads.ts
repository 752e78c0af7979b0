import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn } from './route-seen.js'

/** Somebody who is paged for a 502 looks for a crash; here nothing has crashed, it is only slow. */
export const statusMisleads: Finder = {
  id: 'status-misleads',
  severity: 'note',
  title: 'An upstream that is too slow is not answered with 504',
  look(seen) {
    const slow = seen.onAny(['hang', 'connect-timeout', 'POST hang']).filter(({ status, author }) => {
      return status !== null && status >= 500 && status !== 504 && author === 'gateway'
    })
    if (!slow.some(({ failure }) => failure.endsWith('hang'))) return undefined
    return {
      failures: slow.map(({ failure }) => failure),
      happened: happenedOn(slow),
      because: slow[0]?.decidedBy,
      fix: remedyFor('status-misleads', seen)
    }
  }
}
