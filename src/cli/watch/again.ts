import { basename } from 'node:path'
import { Trouble } from '../../core/errors.js'
import { changedText, waitingText } from '../../report/index.js'
import { readSource } from '../../scenario/index.js'
import type { Around } from '../command.js'
import { complaintOf } from '../complaint.js'
import { WatchedFiles } from './watched-files.js'

/** Does something, and does it again whenever one of the files has changed; a mistake in a file is told, and ends nothing. */
export async function againWhenChanged(
  files: readonly string[],
  deed: () => Promise<unknown>,
  around: Around
): Promise<void> {
  const { terminal, interrupted } = around
  // A file that is not there is a slip of the hand, and would never change.
  for (const file of files) await readSource(file)
  using watched = new WatchedFiles(files)
  for (let first = true; !interrupted.aborted; first = false) {
    const before = await watched.contents()
    await deed().catch(error => tell(error, first, around))
    if (interrupted.aborted) return
    terminal.out.write(waitingText(namesOf(files), terminal.out))
    const different = await watched.changed(before, interrupted)
    if (different.length > 0) terminal.out.write(changedText(namesOf(different), terminal.out, new Date()))
  }
}

function namesOf(files: readonly string[]): string[] {
  return files.map(file => basename(file))
}

/** At first only a mistake in a file can be mended while we wait; later everything that is wrong has come with a change. */
function tell(error: unknown, first: boolean, { terminal }: Around): void {
  if (!(error instanceof Trouble) || (first && error.code !== 'bad-scenario')) throw error
  terminal.complain(complaintOf(error))
}
