import { DURATION_FORM, Duration } from '../duration.js'
import { nearest } from '../nearest.js'
import { type Complain, describe, INVALID, type Invalid, type JsonSchema, type Located, type Shape } from './shape.js'

/** A shape of one scalar: `take` gives undefined for what does not fit. */
export function scalar<T>(
  expected: string,
  schema: JsonSchema,
  take: (value: string | number | boolean, written: string) => T | undefined,
  words: readonly string[] = []
): Shape<T> {
  const taken = (node: Located): T | undefined =>
    node.kind === 'scalar' ? take(node.value, node.written ?? String(node.value)) : undefined
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
  return scalar(expected, { type: ['string', 'number'] }, (value, written) =>
    typeof value === 'boolean' ? undefined : written
  )
}

/** A text of a form that an expression tells. */
export function pattern(expression: RegExp, expected: string): Shape<string> {
  return scalar(expected, { type: ['string', 'number'], pattern: expression.source }, (value, written) =>
    typeof value !== 'boolean' && expression.test(written) ? written : undefined
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
  // A word such as 1.1 is a number for YAML as long as nobody puts quotes around it.
  const numbers = words.filter(known => /^\d/.test(known)).map(Number)
  const schema = { enum: [...words, ...numbers] }
  return scalar(expected, schema, (_, written) => words.find(known => known === written), words)
}

/** The longest duration in milliseconds: the timers of the platform fire at once past 24 days, and nobody waits for a day. */
const LONGEST = 24 * 3_600_000

/** A duration with its unit. */
export function duration(): Shape<Duration> {
  return durationFrom(0, `${DURATION_FORM}, up to 24h`)
}

/** The form in which limits are written, for messages. */
export const LIMIT_FORM = 'a limit from 1ms to 24h, such as 300ms, 1s or 1.5s'

/** A limit of a gateway. None is zero: some products take that for no limit, some for no patience at all. */
export function limit(): Shape<Duration> {
  return durationFrom(1, LIMIT_FORM)
}

/** A written limit; undefined when it is none. */
export function limitFrom(text: string): Duration | undefined {
  return parsed(text, 1)
}

function durationFrom(least: number, expected: string): Shape<Duration> {
  const schema = { type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m|h)$' }
  return scalar(expected, schema, value => (typeof value === 'string' ? parsed(value, least) : undefined))
}

function parsed(text: string, least: number): Duration | undefined {
  const read = Duration.parse(text)
  return read !== undefined && read.milliseconds >= least && read.milliseconds <= LONGEST ? read : undefined
}

const LARGEST = 100 * 1024 * 1024
const SIZE_UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 * 1024 }

/** A number of bytes: 60, 64KB, 1MB. What is sent lies in memory, so there is a largest one. */
export function size(): Shape<number> {
  const schema = { type: ['integer', 'string'], pattern: '^\\d+(B|KB|MB)$', minimum: 0, maximum: LARGEST }
  return scalar('a size such as 60, 64KB or 1MB, up to 100MB', schema, value => {
    const bytes = bytesOf(value)
    return Number.isInteger(bytes) && bytes >= 0 && bytes <= LARGEST ? bytes : undefined
  })
}

function bytesOf(value: string | number | boolean): number {
  if (typeof value === 'number') return value
  const [, count, unit = ''] = /^(\d+)(B|KB|MB)$/.exec(String(value)) ?? []
  return Number(count) * (SIZE_UNITS[unit] ?? Number.NaN)
}

/** One fixed number or word. */
export function exactly<const V extends string | number | boolean>(only: V): Shape<V> {
  return scalar(String(only), { const: only }, value => (value === only ? only : undefined))
}
