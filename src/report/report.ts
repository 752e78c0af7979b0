import type { Event } from '../core/events.js'

/** Tells a stream of events in one format. It never runs anything. */
export interface Report {
  take(event: Event): void
  /** The stream has ended, in order or not: what is still untold is told, and nothing of a progress stays. */
  finish(): void
}

/** How a person would type the command for a scenario: `npm run -s scenario slow-db -- --remedy add-the-index`. */
export type CommandForm = (...words: readonly string[]) => string

/** Where a report goes, and what may be done there. Whoever makes it decides; a report looks at no environment. */
export interface Out {
  write(text: string): void
  readonly columns: number
  readonly colour: boolean
  /** A person is watching: progress may be shown and erased. */
  readonly interactive: boolean
  /** False keeps every character within ASCII. */
  readonly unicode: boolean
  readonly command: CommandForm
}

/** How much is going to come, and how much of it is to be told. */
export interface Amount {
  readonly runs: number
  readonly repeat: number
  /** A page shows the bytes on both sides of the gateway, too. */
  readonly verbose?: boolean
}

/** The width that texts are laid out for: that of the terminal, within what can be read. */
export function pageWidth(out: Out): number {
  return Math.min(140, Math.max(60, out.columns))
}
