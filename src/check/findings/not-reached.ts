import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn } from './route-seen.js'

/** The gateway answers by itself when nothing is wrong: what it does on a failure cannot be seen here. */
export const notReached: Finder = {
  id: 'not-reached',
  severity: 'note',
  title: 'The application is not asked, even when nothing is wrong',
  look(seen) {
    const ok = seen.on('ok')
    if (ok === undefined || ok.author === 'upstream') return undefined
    return {
      failures: ['ok'],
      happened: happenedOn([ok]),
      because: ok.decidedBy,
      fix: remedyFor('not-reached', seen),
      severity: ok.status === null || ok.status >= 500 ? 'danger' : 'note'
    }
  }
}
