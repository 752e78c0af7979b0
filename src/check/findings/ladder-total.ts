import { spanWords } from '../page/span.js'
import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, isFailed } from './route-seen.js'

/** The time for all tries together is over before the first one is: the second upstream is never asked. */
export const ladderTotal: Finder = {
  id: 'ladder-total',
  severity: 'warning',
  title: 'There is no time left for a second try',
  look(seen) {
    const [hang, total, single] = [seen.on('hang'), seen.limit('total'), seen.limit('read')]
    if (hang === undefined || total === undefined || single === undefined || total === 0) return undefined
    const asksOne = isFailed(hang) && hang.attempts <= 1
    if (!asksOne || seen.route.upstreams.length < 2 || total >= single) return undefined
    return {
      failures: ['hang'],
      happened: `${happenedOn([hang])}, and 1 of ${seen.route.upstreams.length} upstreams asked: a single try may take ${spanWords(single)}`,
      because: seen.setting('total'),
      fix: remedyFor('ladder-total', seen)
    }
  }
}
