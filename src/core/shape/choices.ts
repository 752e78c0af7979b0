import { nearest } from '../nearest.js'
import { refuse } from './containers.js'
import { type Complain, describe, INVALID, type Invalid, type JsonSchema, type Located, type Shape } from './shape.js'

/** One of several forms. The first one with a fitting outer form tells its complaints, so they stay to the point. */
export function either<const T extends readonly Shape<unknown>[]>(
  ...shapes: T
): Shape<T[number] extends Shape<infer U> ? U : never> {
  type U = T[number] extends Shape<infer V> ? V : never
  const expected = shapes.map(shape => shape.expected).join(', or ')
  const anyOf = shapes as readonly Shape<U>[]
  return {
    expected,
    fits: node => anyOf.some(shape => shape.fits(node)),
    read(node, complain) {
      const shape = anyOf.find(candidate => candidate.fits(node))
      return shape === undefined ? refuseWord(node, expected, anyOf, complain) : shape.read(node, complain)
    },
    schema: () => ({ anyOf: anyOf.map(shape => shape.schema()) })
  }
}

function refuseWord(node: Located, expected: string, shapes: readonly Shape<unknown>[], complain: Complain): Invalid {
  if (node.kind !== 'scalar') return refuse(node, expected, complain)
  const words = shapes.flatMap(shape => (shape.schema().enum as readonly unknown[] | undefined) ?? [])
  const near = nearest(String(node.value), words.map(String))
  complain({ place: node.place, expected, found: describe(node), ...(near === undefined ? {} : { nearest: near }) })
  return INVALID
}

/** A shape whose value is turned into another one, so that short and long forms read as the same; what still does not fit is told. */
export function turned<A, B>(
  shape: Shape<A>,
  turn: (value: A, node: Located, complain: Complain) => B | Invalid
): Shape<B> {
  return {
    expected: shape.expected,
    fits: node => shape.fits(node),
    read(node: Located, complain: Complain): B | Invalid {
      const value = shape.read(node, complain)
      return value === INVALID ? INVALID : turn(value, node, complain)
    },
    schema: (): JsonSchema => shape.schema()
  }
}

/** The same shape with a name, under which the JSON Schema defines it once and refers to it everywhere else. */
export function titled<T>(title: string, shape: Shape<T>): Shape<T> {
  return { ...shape, schema: () => ({ title, ...shape.schema() }) }
}
