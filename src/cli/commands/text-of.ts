import { readFileSync } from 'node:fs'
import { Trouble } from '../../core/errors.js'

/** The text of a file that was named; one that cannot be read is told. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Trouble('usage', `there is no ${path}`, 'Name a file that is there.')
    throw new Trouble('usage', `${path} cannot be read: ${message}`, 'Name a file that can be read.')
  }
}
