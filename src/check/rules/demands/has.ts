import { pattern } from '../../../core/shape/index.js'
import { told } from '../../lock/index.js'
import type { Demand } from '../demand.js'
import { oneOrMore } from '../names.js'

/** What a name of a header field looks like. */
export const FIELD_NAME = /^[A-Za-z][A-Za-z0-9-]*$/

/** The answer has these fields. */
export const has: Demand<readonly string[]> = {
  name: 'has',
  says: 'The answer has this header field, or all of these.',
  shape: oneOrMore(pattern(FIELD_NAME, 'the name of a header field')),
  alone: false,
  judge(wanted, behaviour) {
    const names = behaviour.fields.filter((_, index) => index % 2 === 0).map(name => name.toLowerCase())
    const missing = wanted.find(name => !names.includes(name.toLowerCase()))
    return missing === undefined
      ? undefined
      : { expected: `the field ${missing}`, found: `${told(behaviour)} without it` }
  }
}
