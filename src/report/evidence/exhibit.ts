import type { Told } from '../told.js'

/** Something to look at: what one types to see it, and what is shown then. */
export interface Exhibit {
  readonly command: string
  readonly lines: readonly string[]
  /** The time of day at which it was typed, where its lines do not tell. */
  readonly at?: string
}

/** Exhibits of one kind, on one machine, as a run has left them. */
export type Collector = (told: Told) => Exhibit[]
