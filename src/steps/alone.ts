import { type Shape, scalar } from '../core/shape/index.js'

/** The shape of a deed that is a word alone, without a value. */
export function alone(name: string): Shape<true> {
  return scalar<true>(`nothing behind ${name}`, { type: 'null' }, () => undefined)
}
