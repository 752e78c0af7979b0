import type { Behaviour } from '../behaviour.js'
import { aboutSame } from '../page/span.js'
import { WAITS } from './failures.js'
import type { Finder } from './finding.js'
import { remedyForRole, roleBehind } from './limits.js'
import { happenedOn } from './route-seen.js'

/** What a load balancer or a CDN in front mostly waits for. */
const EDGE = 60_000

/** Past this it is more than a matter of who gives up first. */
const LONG = 120_000

/** Whoever stands in front gives up first: clients see its 504, and the log here an aborted request. */
export const ladderEdge: Finder = {
  id: 'ladder-edge',
  severity: 'note',
  title: 'A load balancer in front mostly gives up first, after 60s',
  look(seen) {
    const late = seen.onAny(WAITS).filter(isLate)
    const [first] = late
    if (first === undefined) return undefined
    const role = roleBehind(first, seen)
    return {
      failures: late.map(({ failure }) => failure),
      happened: happenedOn(late),
      because: first.decidedBy ?? seen.setting(role),
      fix: remedyForRole(role, seen)
    }
  }
}

function isLate({ after, author }: Behaviour): boolean {
  return after !== null && author !== 'upstream' && after > EDGE && after <= LONG && !aboutSame(after, EDGE)
}
