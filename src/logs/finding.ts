import type { CauseId } from './causes/index.js'

/** How sure it is: the line says it, it is the most likely reading, or the line leaves it open. */
export type Sureness = 'says so' | 'likely' | 'open'

/** What one line of a log tells of a failure. */
export interface Finding {
  /** Whose line it is: nginx error log, HAProxy, … */
  readonly product: string
  readonly cause: CauseId
  readonly sure: Sureness
  /** The words, flag or code that tell it. */
  readonly words: string
  /** The time as it stands in the line. */
  readonly at?: string | undefined
  readonly status?: number | undefined
  readonly method?: string | undefined
  readonly path?: string | undefined
  readonly upstream?: string | undefined
  /** How long the request took, as far as the line tells. */
  readonly milliseconds?: number | undefined
  /** What is special about this product’s line. */
  readonly note?: string | undefined
  /** It repeats what the line before it has said of the same request: not counted again. */
  readonly echo?: boolean
}

/** What a reader makes of a line: a failure, nothing wrong, or (undefined) that it is not its line. */
export type Reading = Finding | 'fine' | undefined

/** A line as readers get it: cleaned, capped, and parsed when it is a JSON object. */
export interface LogLine {
  readonly text: string
  readonly json: Readonly<Record<string, unknown>> | undefined
}

/** One product’s log format. */
export interface Product {
  readonly name: string
  read(line: LogLine): Reading
}
