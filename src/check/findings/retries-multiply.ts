import type { Role } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import { answerWords } from '../page/answer-words.js'
import { spanWords } from '../page/span.js'
import type { Finder } from './finding.js'
import { remedyFor } from './remedies.js'
import { happenedOn, isFailed, type RouteSeen } from './route-seen.js'

const MULTIPLIED: readonly (readonly [string, Role])[] = [
  ['hang', 'read'],
  ['connect-timeout', 'connect'],
  ['stalled-head', 'read'],
  ['dripping-head', 'read'],
  ['POST hang', 'read']
]

/** Shorter waits than this are nobody's trouble, however often they are repeated. */
const SHORT = 10_000

/** Several upstreams or tries, one after the other, each for the whole limit: the client waits for the sum. */
export const retriesMultiply: Finder = {
  id: 'retries-multiply',
  severity: 'warning',
  title: 'Tries add up: the client waits for a multiple of the limit',
  look(seen) {
    const multiplied = MULTIPLIED.flatMap(([failure, role]) => multipliedOn(seen, failure, role))
    if (multiplied.length === 0) return undefined
    return {
      failures: multiplied.map(({ failure }) => failure),
      happened: happenedOn(
        multiplied.map(({ behaviour }) => behaviour),
        each => `${answerWords(each)}, ${multiplied.find(({ behaviour }) => behaviour === each)?.words}`
      ),
      because: seen.setting('retry', 'total') ?? multiplied[0]?.setting,
      fix: remedyFor('retries-multiply', seen)
    }
  }
}

function multipliedOn(seen: RouteSeen, failure: string, role: Role) {
  const [behaviour, limit, setting] = [seen.on(failure), seen.limit(role), seen.setting(role)]
  if (behaviour === undefined || limit === undefined || limit === 0 || setting === undefined) return []
  const times = timesOf(behaviour, limit, role)
  if (times < 2) return []
  return [{ failure, setting, behaviour, words: `${times} x ${setting.name} ${spanWords(limit)}` }]
}

/** How often the whole limit was waited for; a connection that never stood is seen by the time alone. */
function timesOf(behaviour: Behaviour, limit: number, role: Role): number {
  const { after, attempts } = behaviour
  if (after === null || after < SHORT || !isFailed(behaviour)) return 0
  const times = Math.round(after / limit)
  const fits = Math.abs(after - times * limit) <= 0.25 * limit
  return role === 'connect' ? (fits ? times : 0) : attempts >= 2 && fits ? times : 0
}
