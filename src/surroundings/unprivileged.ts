import { chown } from 'node:fs/promises'
import { watchedProcess } from './watched-process.js'

/** How a program is started so that it does not run as root, which some refuse. */
export interface Manner {
  /** What stands before the command. */
  readonly prefix: readonly string[]
  /** The user that it becomes. */
  readonly user?: number
}

const NOBODY = 65_534
const ANOTHER_NAME = ['unshare', '-U', '--map-user=1000']

/** Finds a way to run programs in a folder as somebody else than root; for an ordinary user there is nothing to do. */
export async function findUnprivileged(folder: string): Promise<Manner> {
  if (process.getuid?.() !== 0) return { prefix: [] }
  // In a user namespace only the name is another one: what lies below a folder of root's can still be read. Containers often forbid it.
  if (await works([...ANOTHER_NAME, 'true'])) return { prefix: ANOTHER_NAME }
  await chown(folder, NOBODY, NOBODY)
  return { prefix: [], user: NOBODY }
}

async function works([command = '', ...args]: readonly string[]): Promise<boolean> {
  try {
    await using attempt = await watchedProcess(command, args)
    return (await attempt.exited).code === 0
  } catch {
    return false
  }
}
