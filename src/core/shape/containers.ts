import { nearest } from '../nearest.js'
import {
  type Complain,
  describe,
  type Entry,
  INVALID,
  type Invalid,
  type JsonSchema,
  type Located,
  type Problem,
  quoted,
  type Read,
  type Shape
} from './shape.js'

/** A list in which every item has the same shape. */
export function list<T>(
  item: Shape<T>,
  expected = `a list, each item ${item.expected}`,
  least = 1
): Shape<readonly T[]> {
  return {
    expected,
    fits: node => node.kind === 'list',
    read(node, complain) {
      if (node.kind !== 'list' || node.items.length < least) return refuse(node, expected, complain)
      const items = node.items.map(piece => item.read(piece, complain))
      return items.some(piece => piece === INVALID) ? INVALID : (items as T[])
    },
    schema: () => ({ type: 'array', items: item.schema(), minItems: least })
  }
}

/** What the free names of a map must be like. */
export interface Names {
  readonly pattern: RegExp
  readonly says: string
}

/** Names as a person on call would type them. */
export const LOWER_CASE: Names = { pattern: /^[a-z][a-z0-9-]*$/, says: 'a name in lower case, words joined by -' }

/** A map with free names, in which every value has the same shape. */
export function named<T>(value: Shape<T>, expected: string, names?: Names): Shape<Readonly<Record<string, T>>> {
  return {
    expected,
    fits: node => node.kind === 'map',
    read(node, complain) {
      if (node.kind !== 'map' || node.entries.length === 0) return refuse(node, expected, complain)
      const pairs = node.entries.map(entry => [entry.key, readNamed(entry, value, names, complain)] as const)
      return pairs.some(([, piece]) => piece === INVALID) ? INVALID : (Object.fromEntries(pairs) as Record<string, T>)
    },
    schema: () => ({
      type: 'object',
      additionalProperties: value.schema(),
      ...(names === undefined ? {} : { propertyNames: { pattern: names.pattern.source } })
    })
  }
}

function readNamed<T>(entry: Entry, value: Shape<T>, names: Names | undefined, complain: Complain): T | Invalid {
  if (names === undefined || names.pattern.test(entry.key)) return value.read(entry.value, complain)
  complain({ place: entry.keyPlace, expected: names.says, found: quoted(entry.key) })
  return INVALID
}

/** One field of an object: its shape, what it says to the person who writes it, and whether it must be there. */
export interface Field<T, Required extends boolean = boolean> {
  readonly shape: Shape<T>
  readonly says: string
  readonly required: Required
}

/** A field that must be there. */
export function must<T>(shape: Shape<T>, says: string): Field<T, true> {
  return { shape, says, required: true }
}

/** A field that may be left out. */
export function may<T>(shape: Shape<T>, says: string): Field<T, false> {
  return { shape, says, required: false }
}

export type Fields = Readonly<Record<string, Field<unknown>>>

type ReadFields<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Field<unknown, true> ? K : never]: Read<F[K]['shape']>
} & {
  readonly [K in keyof F as F[K] extends Field<unknown, true> ? never : K]?: Read<F[K]['shape']>
}

/** A shape that knows its fields, for the documentation and for shapes built from it. */
export interface ObjectShape<F extends Fields> extends Shape<ReadFields<F>> {
  readonly fields: F
}

/** A map with known fields. Unknown ones are refused with the nearest known one, missing ones are named. */
export function object<const F extends Fields>(expected: string, fields: F): ObjectShape<F> {
  return {
    expected,
    fields,
    fits: node => node.kind === 'map',
    read: (node, complain) => readObject(node, expected, fields, complain) as ReadFields<F> | Invalid,
    schema: () => objectSchema(fields)
  }
}

function readObject(node: Located, expected: string, fields: Fields, complain: Complain): object | Invalid {
  if (node.kind !== 'map') return refuse(node, expected, complain)
  const found: Record<string, unknown> = {}
  let valid = true
  const named = new Set<string | undefined>()
  for (const entry of node.entries) {
    const value = Object.hasOwn(fields, entry.key) ? fields[entry.key]?.shape.read(entry.value, complain) : undefined
    const unknown = value === undefined ? unknownField(entry, fields) : undefined
    if (unknown !== undefined) complain(unknown)
    // A word that was mistyped is there: to call it missing as well would tell one slip twice.
    named.add(unknown === undefined ? entry.key : unknown.nearest)
    if (value === undefined || value === INVALID) valid = false
    else found[entry.key] = value
  }
  for (const [name, field] of Object.entries(fields)) {
    if (!field.required || named.has(name)) continue
    complain({ place: node.place, expected: `${name}: ${field.shape.expected}`, found: `no ${name}` })
    valid = false
  }
  return valid ? found : INVALID
}

function unknownField(entry: Entry, fields: Fields): Problem {
  const names = Object.keys(fields)
  const near = nearest(entry.key, names)
  const expected = names.length === 1 ? `the word ${names[0]}` : `one of ${names.join(', ')}`
  return { place: entry.keyPlace, expected, found: quoted(entry.key), ...(near === undefined ? {} : { nearest: near }) }
}

function objectSchema(fields: Fields): JsonSchema {
  const described = Object.entries(fields).map(([name, field]) => [
    name,
    { ...field.shape.schema(), description: field.says }
  ])
  const required = Object.entries(fields).flatMap(([name, field]) => (field.required ? [name] : []))
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(described),
    ...(required.length === 0 ? {} : { required })
  }
}

/** Complains that a piece is not of the expected form. */
export function refuse(node: Located, expected: string, complain: Complain): Invalid {
  complain({ place: node.place, expected, found: describe(node) })
  return INVALID
}
