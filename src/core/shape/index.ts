export { either, titled, turned } from './choices.js'
export {
  type Field,
  type Fields,
  LOWER_CASE,
  list,
  may,
  must,
  type Names,
  named,
  type ObjectShape,
  object,
  refuse
} from './containers.js'
export {
  duration,
  exactly,
  flag,
  LIMIT_FORM,
  limit,
  limitFrom,
  pattern,
  scalar,
  size,
  text,
  whole,
  word,
  wordOf
} from './scalars.js'
export {
  type Complain,
  describe,
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
