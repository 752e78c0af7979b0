import type { Flag } from './flags.js'
import type { Terminal } from './terminal.js'

/** The exit codes: all as expected, something failed, wrong usage or a broken testbed. */
export const EXIT = { fine: 0, failed: 1, trouble: 2 } as const

/** What a command is given besides what was typed. */
export interface Around {
  readonly terminal: Terminal
  /** Fires on Ctrl-C and the like: everything that was started is to be stopped. */
  readonly interrupted: AbortSignal
}

/** One command, as data for the help, and what it does. */
export interface Command {
  readonly name: string
  /** What stands behind its name: [NAME…] [options]. */
  readonly usage: string
  readonly says: string
  readonly flags: readonly Flag[]
  readonly examples: readonly (readonly [command: string, says: string])[]
  /** Does it; the result is the exit code. */
  perform(typed: readonly string[], around: Around): Promise<number>
}
