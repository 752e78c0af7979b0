import type { Behaviour } from '../behaviour.js'
import { UNANSWERED, USELESS } from './failures.js'
import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn } from './route-seen.js'

/** A failure that is answered with 200, a redirect or 404: no monitor sees it, and caches may keep it. */
export const hidesTheCause: Finder = {
  id: 'hides-the-cause',
  severity: 'danger',
  title: 'A failure of the upstream does not look like one',
  look(seen) {
    const hidden = seen.onAny([...UNANSWERED, ...USELESS]).filter(isHidden)
    if (hidden.length === 0) return undefined
    return {
      failures: hidden.map(({ failure }) => failure),
      happened: happenedOn(hidden),
      because: seen.setting('error-page') ?? hidden[0]?.decidedBy,
      fix: remedyFor('hides-the-cause', seen)
    }
  }
}

// What the upstream or a cache wrote is an answer; only a page of the gateway's own stands in for one.
function isHidden({ status, author, got }: Behaviour): boolean {
  return status !== null && status >= 200 && status < 500 && author === 'gateway' && got === 'whole'
}
