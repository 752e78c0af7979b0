import type { Shape } from '../../core/shape/index.js'
import type { Behaviour } from '../behaviour.js'

/** What was expected and what was found, in words that complete "expected …, found …". */
export interface Miss {
  readonly expected: string
  readonly found: string
}

/** Gives the text of a file that a rule names; undefined when there is none. */
export type ReadPage = (path: string) => string | undefined

/** One kind of thing that a team can ask of an answer. */
export interface Demand<V = unknown> {
  /** Unique; the word for it, where it has a shape. */
  readonly name: string
  readonly says: string
  /** What stands behind the word; without one, it can be said in a sentence only. */
  readonly shape?: Shape<V>
  /** Of several such rules about one answer only the narrowest counts. */
  readonly alone: boolean
  /** What is amiss; undefined when nothing is, and `unknown` when the client was not patient enough to know. */
  judge(wanted: V, behaviour: Behaviour, readPage: ReadPage): Miss | 'unknown' | undefined
}
