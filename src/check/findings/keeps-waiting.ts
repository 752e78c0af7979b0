import type { Behaviour } from '../behaviour.js'
import { aboutSame } from '../page/span.js'
import { WAITS } from './failures.js'
import type { Finder } from './finding.js'
import { remedyForRole, roleBehind } from './limits.js'
import { happenedOn } from './route-seen.js'

/** Nobody waits longer than this for a page. */
const LONG = 120_000

/** The client is kept for minutes, or for ever: its connection, and what holds it, with it. */
export const keepsWaiting: Finder = {
  id: 'keeps-waiting',
  severity: 'warning',
  title: 'A client is kept waiting for minutes',
  look(seen) {
    const gatewaysTurn = seen.known.filter(each => !comesWhole(each))
    const slow = gatewaysTurn.filter(each => isSilent(each) || isLong(each))
    const [first] = [...seen.onAny(WAITS).filter(each => slow.includes(each)), ...slow]
    if (first === undefined) return undefined
    const failures = [first, ...slow.filter(each => each !== first)]
    const role = roleBehind(first, seen)
    return {
      failures: failures.map(({ failure }) => failure),
      happened: happenedOn(failures),
      because: first.decidedBy ?? seen.setting(role),
      fix: remedyForRole(role, seen),
      severity: failures.some(isSilent) ? 'danger' : 'warning'
    }
  }
}

function isLong({ after }: Behaviour): boolean {
  return after !== null && after > LONG && !aboutSame(after, LONG)
}

function isSilent({ got, after }: Behaviour): boolean {
  return got === 'silence' || after === null
}

/** It was the upstream that took its time, and all of its answer came. */
function comesWhole({ got, author }: Behaviour): boolean {
  return got === 'whole' && author === 'upstream'
}
