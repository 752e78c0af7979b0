import type { Target } from '../core/target.js'
import type { Job } from '../runner/index.js'

/** A target as a column of the matrix. */
export interface Column {
  /** Under which name its results are kept: nginx, or nginx-1.29.3 for one at a place of its own. */
  readonly name: string
  /** As it is typed behind --target. */
  readonly typed: string
  readonly target: Target
  readonly version: string
}

/** One playing of one cell. */
export interface Entry {
  readonly job: Job
  readonly column: Column
  /** Counted from 1. */
  readonly round: number
  /** The command by which a person plays it alone. */
  readonly command: string
}

/** The same once more, when the first time says nothing. */
export function againOf(entry: Entry): Entry {
  return { ...entry, job: { ...entry.job, run: `${entry.job.run} again` } }
}
