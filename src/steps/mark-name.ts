import { pattern } from '../core/shape/index.js'

/** The name of a mark. */
export const MARK_NAME = pattern(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  'the name of a mark, in lower case, words joined by -'
)
