import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Trouble } from '../core/errors.js'
import { type Belonging, janitor } from './janitor.js'

/** A folder for our eyes only that vanishes with its user, even when that one is killed. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
}

/** Makes a folder such as /tmp/gatecrash-nginx-4f1c9a; disposing of it removes it with all that is in it. */
export async function temporaryFolder(prefix: string): Promise<TemporaryFolder> {
  const path = join(temporaryPlace(), `gatecrash-${prefix}-${randomBytes(4).toString('hex')}`)
  const belonging: Belonging = { kind: 'folder', path }
  // Told before it is made, so that there is no moment in which a kill would leave it behind.
  janitor.watch(belonging)
  const remove = once(async () => {
    await rm(path, { recursive: true, force: true, maxRetries: 3 })
    janitor.forget(belonging)
  })
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    await remove()
    const why = `cannot make a folder in ${tmpdir()}: ${(error as Error).message}`
    throw new Trouble('start-failed', why, 'Set TMPDIR to a folder that can be written to.', { cause: error })
  }
  return { path, [Symbol.asyncDispose]: remove }
}

/** The janitor is told one path a line, and lives elsewhere: a path must be absolute, and on one line. */
function temporaryPlace(): string {
  const place = resolve(tmpdir())
  if (!/[\r\n]/.test(place)) return place
  throw new Trouble('usage', `TMPDIR must be on one line, found ${JSON.stringify(place)}`)
}

function once(deed: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= deed()
    return done
  }
}
