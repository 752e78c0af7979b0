import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, isFailed } from './route-seen.js'

/** An answer with large cookies or a long policy becomes a 502, for some people only. */
export const smallHead: Finder = {
  id: 'small-head',
  severity: 'warning',
  title: 'An answer with a large head (cookies, tokens, policies) is refused',
  look(seen) {
    const large = seen.on('big-header')
    if (large === undefined || !isFailed(large)) return undefined
    const because = seen.setting('head-size') ?? large.decidedBy
    return {
      failures: ['big-header'],
      happened: happenedOn([large]),
      because,
      fix: remedyFor('small-head', seen),
      // Where somebody has set it, this is a limit, and not an oversight.
      severity: because?.place === undefined ? 'warning' : 'note'
    }
  }
}
