import { GOT } from '../../../core/got.js'
import { type Shape, scalar } from '../../../core/shape/index.js'
import { told } from '../../lock/index.js'
import type { Demand } from '../demand.js'
import { isOneOf, isStatus, oneOrMore } from '../names.js'

/** What a client can get that is not all of an answer. */
export const OUTCOMES: readonly string[] = GOT.filter(got => got !== 'whole')

const unwanted: Shape<string> = scalar(
  `a status such as 500, or one of ${OUTCOMES.join(', ')}`,
  { anyOf: [{ enum: OUTCOMES }, { type: 'integer', minimum: 100, maximum: 599 }, { pattern: '^[1-5]xx$' }] },
  (_, written) => (OUTCOMES.includes(written) || isStatus(written) ? written : undefined),
  OUTCOMES
)

/** The client gets none of these. */
export const never: Demand<readonly string[]> = {
  name: 'never',
  says: 'The client never gets this status, or this instead of a whole answer.',
  shape: oneOrMore(unwanted),
  alone: false,
  judge(wanted, behaviour) {
    const found = wanted.find(each => each === behaviour.got || isOneOf([each], behaviour.status))
    return found === undefined ? undefined : { expected: `anything but ${found}`, found: told(behaviour) }
  }
}

/** What is incomplete does not look whole to the client. */
export const neverMadeWhole: Demand<readonly string[]> = {
  name: 'made whole',
  says: 'An incomplete answer of the upstream does not reach the client as a whole one.',
  alone: false,
  judge(statuses, behaviour) {
    if (behaviour.got !== 'made-whole' || !isOneOf(statuses, behaviour.status)) return undefined
    return { expected: `no ${statuses.join(' or ')} for an incomplete body`, found: told(behaviour) }
  }
}

/** Something with a status comes, whatever fails. */
export const answered: Demand<true> = {
  name: 'answered',
  says: 'The client gets an answer with a status.',
  alone: false,
  judge: (_, behaviour) => (behaviour.status === null ? { expected: 'an answer', found: told(behaviour) } : undefined)
}
