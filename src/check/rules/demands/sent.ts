import { whole } from '../../../core/shape/index.js'
import { told } from '../../lock/index.js'
import type { Demand } from '../demand.js'

/** A request is not tried more often than that. */
export const sentAtMost: Demand<number> = {
  name: 'sent at most',
  says: 'A request reaches upstreams at most so many times.',
  shape: whole(1, 1000),
  alone: true,
  judge(most, behaviour) {
    if (behaviour.attempts <= most) return undefined
    return {
      expected: `a request that is sent at most ${most === 1 ? 'once' : `${most} times`}`,
      found: told(behaviour)
    }
  }
}

/** What must not be done twice reaches an upstream once. */
export const neverTwice: Demand<true> = {
  name: 'sent twice',
  says: 'A request that must not be done twice reaches an upstream once.',
  alone: false,
  judge(_, behaviour) {
    if (!behaviour.twice) return undefined
    const found = told(behaviour)
    return { expected: 'a POST that is sent once', found: behaviour.attempts > 1 ? found : `${found}, sent twice` }
  }
}
