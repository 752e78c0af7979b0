import { told } from '../../lock/index.js'
import type { Demand } from '../demand.js'
import { isOneOf, oneOrMore, status } from '../names.js'

/** The client gets one of these statuses. */
export const statusIs: Demand<readonly string[]> = {
  name: 'status',
  says: 'The client gets this status, or one of these.',
  shape: oneOrMore(status),
  alone: true,
  judge(wanted, behaviour) {
    if (isOneOf(wanted, behaviour.status)) return undefined
    return { expected: wanted.join(' or '), found: told(behaviour) }
  }
}
