import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync
} from 'node:fs'
import { join } from 'node:path'
import { Trouble } from '../core/errors.js'
import type { Files } from './configuration.js'
import { fitsSegment, isGlob } from './glob.js'

/** Larger than any configuration, and small enough to be read without a thought. */
const LARGEST = 4 * 1024 * 1024

/** The files of this machine. */
export function machineFiles(): Files {
  return { read: readText, isFolder, exists: existsSync, glob: findAll, leadsTo }
}

function readText(path: string): string | undefined {
  const opened = open(path)
  if (opened === undefined) return undefined
  try {
    return textOf(path, readPlain(path, opened))
  } finally {
    closeSync(opened)
  }
}

/** Without waiting: to open a fifo for reading blocks until somebody writes to it. */
function open(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new Trouble('usage', `${path}: ${whyNotOpened(code)}`, 'Give a file that can be read.', { cause })
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  ELOOP: 'is a link that leads to itself',
  ENXIO: 'is a socket or a device, not a file',
  ENAMETOOLONG: 'has a name that is too long'
}

function whyNotOpened(code = 'unknown'): string {
  return REASONS[code] ?? `cannot be opened (${code})`
}

function readPlain(path: string, opened: number): Buffer {
  const stat = fstatSync(opened)
  if (!stat.isFile()) throw refused(path, stat.isDirectory() ? 'a folder' : 'no plain file')
  const bytes = Buffer.alloc(LARGEST + 1)
  let length = 0
  for (let got = -1; got !== 0 && length < bytes.length; length += got) {
    got = readSync(opened, bytes, length, bytes.length - length, null)
  }
  if (length > LARGEST) throw refused(path, 'more than 4 MB')
  return bytes.subarray(0, length)
}

function textOf(path: string, bytes: Buffer): string {
  if (bytes.includes(0)) throw refused(path, 'binary data')
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

function refused(path: string, found: string): Trouble {
  return new Trouble('usage', `${path}: expected a text file of at most 4 MB\n  found ${found}`)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function leadsTo(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function findAll(pattern: string): string[] {
  const [first = '', ...segments] = pattern.split('/')
  return segments.length === 0
    ? within('', first).filter(existsSync)
    : segments
        .reduce((found, segment) => found.flatMap(folder => within(folder, segment)), [first || '/'])
        .filter(existsSync)
}

function within(folder: string, segment: string): string[] {
  if (!isGlob(segment)) return [join(folder, segment)]
  return namesIn(folder === '' ? '.' : folder)
    .filter(name => fitsSegment(name, segment))
    .sort()
    .map(name => join(folder, name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
