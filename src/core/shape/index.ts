export { either, titled, turned } from './choices.js'
export { type Field, type Fields, list, may, must, named, type ObjectShape, object } from './containers.js'
export { duration, exactly, flag, pattern, scalar, size, text, whole, word, wordOf } from './scalars.js'
export {
  type Complain,
  type Entry,
  INVALID,
  type Invalid,
  type JsonSchema,
  type Located,
  type Place,
  type Problem,
  type Read,
  type Shape
} from './shape.js'
export { type Kind, type Tagged, tagged } from './tagged.js'
