import { nearest } from '../nearest.js'
import { refuse } from './containers.js'
import {
  type Complain,
  describe,
  INVALID,
  type Invalid,
  type JsonSchema,
  type Located,
  quoted,
  type Shape
} from './shape.js'

/** One kind of a tagged shape, written as `name: value`, or as the bare word when it has a meaning without a value. */
export interface Kind<V = unknown> {
  readonly name: string
  readonly says: string
  readonly shape: Shape<V>
  readonly bare?: V
}

/** What a tagged shape reads: which kind, and its value. */
export interface Tagged {
  readonly kind: string
  readonly value: unknown
}

/** A map with one key that says what kind of thing it is: `{ wait: 1s }`, or the word alone: `hang`. */
export function tagged(what: string, kinds: readonly Kind[]): Shape<Tagged> {
  const names = kinds.map(kind => kind.name)
  const expected = `${what}: one of ${names.join(', ')}`
  return {
    expected,
    fits: node =>
      (node.kind === 'map' && node.entries.length > 0) || (node.kind === 'scalar' && typeof node.value === 'string'),
    read(node, complain) {
      if (node.kind === 'scalar') return readBare(node, expected, kinds, complain)
      if (node.kind !== 'map' || node.entries.length === 0) return refuse(node, expected, complain)
      return readPair(node, what, kinds, complain)
    },
    schema: () => taggedSchema(kinds)
  }
}

function readBare(node: Located, expected: string, kinds: readonly Kind[], complain: Complain): Tagged | Invalid {
  const word = node.kind === 'scalar' ? String(node.value) : ''
  const kind = kinds.find(known => known.name === word)
  if (kind?.bare !== undefined) return { kind: kind.name, value: kind.bare }
  if (kind !== undefined) {
    complain({ place: node.place, expected: `${word}: ${kind.shape.expected}`, found: `"${word}" without a value` })
    return INVALID
  }
  complain({ place: node.place, expected, found: describe(node), ...near(word, kinds) })
  return INVALID
}

function readPair(
  node: Extract<Located, { kind: 'map' }>,
  what: string,
  kinds: readonly Kind[],
  complain: Complain
): Tagged | Invalid {
  const [first, second] = node.entries
  if (first === undefined) return INVALID
  if (second !== undefined) {
    complain({ place: second.keyPlace, expected: `${what} with one word`, found: `a second word "${second.key}"` })
    return INVALID
  }
  const kind = kinds.find(known => known.name === first.key)
  if (kind === undefined) {
    const expected = `${what}: one of ${kinds.map(known => known.name).join(', ')}`
    complain({ place: first.keyPlace, expected, found: quoted(first.key), ...near(first.key, kinds) })
    return INVALID
  }
  if (first.value.kind === 'nothing' && kind.bare !== undefined) return { kind: kind.name, value: kind.bare }
  const value = kind.shape.read(first.value, complain)
  return value === INVALID ? INVALID : { kind: kind.name, value }
}

function near(word: string, kinds: readonly Kind[]): { nearest: string } | undefined {
  const found = nearest(
    word,
    kinds.map(kind => kind.name)
  )
  return found === undefined ? undefined : { nearest: found }
}

function taggedSchema(kinds: readonly Kind[]): JsonSchema {
  const bare = kinds.filter(kind => kind.bare !== undefined).map(kind => kind.name)
  const pairs = kinds.map(kind => ({
    type: 'object',
    additionalProperties: false,
    required: [kind.name],
    properties: { [kind.name]: { ...kind.shape.schema(), description: kind.says } }
  }))
  return { anyOf: [...(bare.length === 0 ? [] : [{ enum: bare }]), ...pairs] }
}
