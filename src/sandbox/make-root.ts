import { chmodSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { Trouble } from '../core/errors.js'
import { canonical } from './canonical.js'
import { emptyFolders, FOR_EVERYBODY, foldersKept } from './empty-folders.js'
import { mountsOf } from './host-mounts.js'
import { identityFiles } from './identities.js'
import { LayOut } from './lay-out.js'
import { MountTable } from './mount-table.js'
import { ownFolders } from './own-folders.js'
import { nothingProvided, type Provision, provisionAt } from './provisions.js'
import type { PrivateRoot } from './sandbox.js'
import { STAGE } from './set-up.js'

const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'].map(name => `/dev/${name}`)
/** Plain files in there: what Node gives a child for its outputs is a socket, and no socket can be opened by its name. */
const OUTPUTS = ['/dev/stdout', '/dev/stderr']
const LINKS = {
  '/dev/fd': '/proc/self/fd',
  '/dev/stdin': '/proc/self/fd/0',
  '/dev/ptmx': 'pts/ptmx'
}

/** Where a private root comes to be. */
export interface Site {
  /** A folder of ours, for the tables. */
  readonly folder: string
  /** The way from here to the empty file system that is mounted there already, for others. */
  readonly entrance: string
}

/**
 * Makes the skeleton of a private root, and in the folder the tables of what is to be mounted there. It is all done at once, for it is hundreds of
 * small calls, and somebody waits.
 */
export function makeRoot(root: PrivateRoot, { folder, entrance }: Site): void {
  const table = new MountTable(STAGE, mountsOf('self'))
  new LayOut(entrance, table).lay('/', provisionsOf(root), ['/'])
  devices(entrance, table)
  for (const path of FOR_EVERYBODY) chmodSync(entrance + path, 0o1777)
  table.make('proc', '/proc', ['ro', 'nosuid', 'nodev', 'noexec'])
  writeFileSync(`${folder}/mounts`, table.toString())
  writeFileSync(`${folder}/more-mounts`, whatMayBeForbidden().toString())
}

/** Containers forbid these now and then; most programs do without. */
function whatMayBeForbidden(): MountTable {
  const table = new MountTable(STAGE, [])
  table.make('sysfs', '/sys', ['ro', 'nosuid', 'nodev', 'noexec'])
  table.make('devpts', '/dev/pts', ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=620'])
  return table
}

function devices(entrance: string, table: MountTable): void {
  for (const path of DEVICES) {
    writeFileSync(entrance + path, '')
    table.device(path)
  }
  for (const path of OUTPUTS) writeFileSync(entrance + path, '', { mode: 0o666 })
  for (const [at, target] of Object.entries(LINKS)) symlinkSync(target, entrance + at)
}

function provisionsOf(root: PrivateRoot): Provision {
  const empty = emptyFolders()
  const isEmpty = (path: string) => empty.some(folder => path === folder || path.startsWith(`${folder}/`))
  const all = nothingProvided()
  const at = (path: string) => provisionAt(all, canonical(path, isEmpty))
  for (const path of empty) at(path).empty = true
  for (const path of ['/dev/pts', '/dev/shm', '/tmp', '/var/tmp', ...foldersKept(), ...root.folders])
    at(path).writable = true
  for (const path of ownFolders().filter(isEmpty)) at(path).shown.push(path)
  for (const { from, at: place } of root.shown) at(place).shown.push(sourceOf(from))
  for (const [path, text] of Object.entries({ ...identityFiles(root), ...root.files })) at(path).text = text
  return all
}

function sourceOf(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    throw new Trouble('usage', `cannot show ${path} in the sandbox: ${(error as Error).message}`, undefined, {
      cause: error
    })
  }
}
