import type { Around } from '../command.js'

/** Says at the end when a command was disturbed after all. */
export async function undisturbed({ terminal, interrupted }: Around, deed: () => Promise<number>): Promise<number> {
  try {
    return await deed()
  } finally {
    if (interrupted.aborted) terminal.complain('gatecrash: interrupted, and everything that was started is stopped\n')
  }
}
