import {
  type Complain,
  INVALID,
  type Invalid,
  type Located,
  list,
  pattern,
  type Shape,
  scalar,
  titled
} from '../../core/shape/index.js'
import { FAILURE_IDS } from '../failure-ids.js'
import { fitsGlob, isGlob } from './glob.js'

/** A route by its name, or routes by a pattern. A plain word is none: its slash was forgotten. */
export const routeName = pattern(/[^\w-]/, 'a route such as /api, or a pattern such as /api/*')

/** Whether a name, or a pattern, is that of any failure. */
export function isFailure(name: string): boolean {
  return isGlob(name) ? FAILURE_IDS.some(id => fitsGlob(name, id)) : FAILURE_IDS.includes(name)
}

/** A failure by its name, or failures by a pattern. */
export const failureName: Shape<string> = titled(
  'failure',
  scalar(
    'a failure such as hang, or a pattern such as POST * that fits one',
    { anyOf: [{ enum: FAILURE_IDS }, { type: 'string', pattern: '[*?]' }] },
    value => (typeof value === 'string' && isFailure(value) ? value : undefined),
    FAILURE_IDS
  )
)

/** Whether a name is meant to be that of a failure; else it is that of a route. */
export function looksLikeFailure(name: string): boolean {
  return /^([A-Z*?]+ )?[\w*?-]+$/.test(name)
}

/** What a rule makes an exception of. */
export const exceptionName: Shape<string> = titled(
  'exception',
  scalar(
    'a failure such as hang, or a route such as /api',
    { anyOf: [{ enum: FAILURE_IDS }, { type: 'string', pattern: '[^\\w-]' }] },
    value => (typeof value === 'string' && (!looksLikeFailure(value) || isFailure(value)) ? value : undefined),
    FAILURE_IDS
  )
)

const STATUS = /^[1-5](\d\d|xx)$/

/** Whether a text is a status, or a class of them. */
export function isStatus(text: string): boolean {
  return STATUS.test(text)
}

/** A status such as 502, or a class of them: 5xx. */
export const status: Shape<string> = scalar(
  'a status such as 502 or 5xx',
  { type: ['integer', 'string'], pattern: STATUS.source, minimum: 100, maximum: 599 },
  (_, written) => (isStatus(written) ? written : undefined)
)

/** Whether a status is one of those, or of one of those classes. */
export function isOneOf(statuses: readonly string[], found: number | null): boolean {
  const digits = String(found)
  return statuses.some(wanted => wanted === digits || wanted === `${digits[0]}xx`)
}

/** One thing, or a list of them. */
export function oneOrMore<T>(item: Shape<T>): Shape<readonly T[]> {
  const several = list(item, `${item.expected}, or a list of them`)
  return {
    expected: several.expected,
    fits: node => several.fits(node) || item.fits(node),
    read(node: Located, complain: Complain): readonly T[] | Invalid {
      if (node.kind === 'list') return several.read(node, complain)
      const one = item.read(node, complain)
      return one === INVALID ? INVALID : [one as T]
    },
    schema: () => ({ anyOf: [item.schema(), several.schema()] })
  }
}
