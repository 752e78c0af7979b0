import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Trouble } from '../core/errors.js'
import { type Belonging, janitor } from './janitor.js'

/** Writes a file so that nobody ever finds half of it: it is the old one until it is the new one, whenever we are killed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const folder = resolve(dirname(path))
  // The janitor is told one path a line.
  if (/[\r\n]/.test(folder)) throw new Trouble('usage', `a path must be on one line, found ${JSON.stringify(path)}`)
  const draft: Belonging = {
    kind: 'folder',
    path: join(folder, `.${basename(path)}-${randomBytes(4).toString('hex')}`)
  }
  await mkdir(folder, { recursive: true })
  janitor.watch(draft)
  try {
    await writeFile(draft.path, text)
    await rename(draft.path, path)
  } finally {
    await rm(draft.path, { force: true })
    janitor.forget(draft)
  }
}
