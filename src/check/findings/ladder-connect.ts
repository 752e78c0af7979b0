import { aboutSame } from '../page/span.js'
import type { Finder } from './finding.js'
import { remedyForRole } from './limits.js'
import { happenedOn } from './route-seen.js'

/** It waits longer for a connection, which takes milliseconds, than for an answer. */
export const ladderConnect: Finder = {
  id: 'ladder-connect',
  severity: 'note',
  title: 'It waits longer for a connection than for an answer',
  look(seen) {
    const [connect, hang] = [seen.on('connect-timeout'), seen.on('hang')]
    if (connect === undefined || hang === undefined || hang.after === null) return undefined
    const longer = connect.after === null || (connect.after > hang.after && !aboutSame(connect.after, hang.after))
    if (!longer) return undefined
    return {
      failures: ['connect-timeout', 'hang'],
      happened: happenedOn([connect, hang]),
      because: seen.setting('connect') ?? connect.decidedBy,
      fix: remedyForRole('connect', seen)
    }
  }
}
