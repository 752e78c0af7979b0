import { DURATION_FORM, Duration } from '../duration.js'
import { nearest } from '../nearest.js'
import { type Complain, describe, INVALID, type Invalid, type JsonSchema, type Located, type Shape } from './shape.js'

/** A shape of one scalar: `take` gives undefined for what does not fit. */
export function scalar<T>(
  expected: string,
  schema: JsonSchema,
  take: (value: string | number | boolean) => T | undefined,
  words: readonly string[] = []
): Shape<T> {
  const taken = (node: Located): T | undefined => (node.kind === 'scalar' ? take(node.value) : undefined)
  return {
    expected,
    fits: node => taken(node) !== undefined,
    read(node: Located, complain: Complain): T | Invalid {
      const value = taken(node)
      if (value !== undefined) return value
      const near = node.kind === 'scalar' ? nearest(String(node.value), words) : undefined
      complain({ place: node.place, expected, found: describe(node), ...(near === undefined ? {} : { nearest: near }) })
      return INVALID
    },
    schema: () => schema
  }
}

/** Any text; numbers are taken as they are written. */
export function text(expected = 'a text'): Shape<string> {
  return scalar(expected, { type: ['string', 'number'] }, value =>
    typeof value === 'boolean' ? undefined : String(value)
  )
}

/** A text of a form that an expression tells. */
export function pattern(expression: RegExp, expected: string): Shape<string> {
  return scalar(expected, { type: ['string', 'number'], pattern: expression.source }, value =>
    typeof value !== 'boolean' && expression.test(String(value)) ? String(value) : undefined
  )
}

/** true or false. */
export function flag(): Shape<boolean> {
  return scalar('true or false', { type: 'boolean' }, value => (typeof value === 'boolean' ? value : undefined))
}

/** A whole number between two bounds. */
export function whole(least: number, most: number, what = 'a whole number'): Shape<number> {
  return scalar(`${what} from ${least} to ${most}`, { type: 'integer', minimum: least, maximum: most }, value =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined
  )
}

/** One of a closed set of words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return wordOf(words.length === 1 ? `the word ${words[0]}` : `one of ${words.join(', ')}`, words)
}

/** One of a closed set of words that is too long to be told in full. */
export function wordOf<const W extends string>(expected: string, words: readonly W[]): Shape<W> {
  return scalar(expected, { enum: words }, value => words.find(known => known === value), words)
}

/** A duration with its unit. */
export function duration(): Shape<Duration> {
  const schema = { type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m|h)$' }
  return scalar(DURATION_FORM, schema, value => (typeof value === 'string' ? Duration.parse(value) : undefined))
}

const SIZE_UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 * 1024 }

/** A number of bytes: 60, 64KB, 1MB. */
export function size(): Shape<number> {
  const schema = { type: ['integer', 'string'], pattern: '^\\d+(B|KB|MB)$', minimum: 0 }
  return scalar('a size such as 60, 64KB or 1MB', schema, value => {
    if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : undefined
    const match = typeof value === 'string' ? /^(\d+)(B|KB|MB)$/.exec(value) : null
    return match === null ? undefined : Number(match[1]) * (SIZE_UNITS[match[2] as string] as number)
  })
}

/** One fixed number or word. */
export function exactly<const V extends string | number | boolean>(only: V): Shape<V> {
  return scalar(String(only), { const: only }, value => (value === only ? only : undefined))
}
