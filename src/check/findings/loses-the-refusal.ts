import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, isFailed } from './route-seen.js'

/** The application says early that an upload is too large, and the client never hears it. */
export const losesTheRefusal: Finder = {
  id: 'loses-the-refusal',
  severity: 'note',
  title: 'A 413 that the application sends early does not reach the client',
  look(seen) {
    const early = seen.on('early-413')
    if (early === undefined || !isFailed(early) || early.status === 413) return undefined
    return {
      failures: ['early-413'],
      happened: happenedOn([early]),
      because: early.decidedBy ?? seen.setting('request-size'),
      fix: remedyFor('loses-the-refusal', seen)
    }
  }
}
