import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import type { MountTable } from './mount-table.js'
import { nothingProvided, type Provision } from './provisions.js'

/** What a program of the last start has left in a folder, and one of today wants to write to. */
const LEFT_BY_PROGRAMS = /\.(log|pid|sock|lock)$/

/**
 * Makes the skeleton of a private root in a folder of its own. A folder in which something is provided is a real one, so that a name can be added
 * that the machine does not have; what lies beside it is mounted, each entry by itself. Everything else is mounted as a whole.
 */
export class LayOut {
  constructor(
    private readonly skeleton: string,
    private readonly table: MountTable
  ) {}

  /** Lays out one path. Its sources are the folders of the machine that are seen there, the first one first. */
  lay(at: string, provision: Provision, sources: readonly string[]): void {
    const seen = [...provision.shown, ...(provision.empty ? [] : sources)]
    const [first] = seen
    const alone = seen.length === 1 && !provision.writable && provision.inside.size === 0
    if (provision.text !== undefined) writeFileSync(this.skeleton + at, provision.text, { mode: 0o644 })
    else if (first && kindOf(first) === 'file') this.#file(first, at)
    else if (first && alone) this.#folder(first, at)
    else this.#merged(at, provision, seen)
  }

  #merged(at: string, provision: Provision, seen: readonly string[]): void {
    this.#make(at)
    for (const name of new Set([...provision.inside.keys(), ...seen.flatMap(namesIn)])) {
      const candidates = seen.map(source => join(source, name))
      const provided = provision.inside.get(name)
      if (provided) this.lay(join(at, name), provided, candidates.filter(leadsToFolder))
      else if (!provision.writable || !LEFT_BY_PROGRAMS.test(name)) this.#asFound(join(at, name), candidates)
    }
  }

  #asFound(at: string, candidates: readonly string[]): void {
    const found = candidates.find(path => kindOf(path) !== 'nothing') ?? ''
    const kind = kindOf(found)
    if (kind === 'link') symlinkSync(readlinkSync(found), this.skeleton + at)
    if (kind === 'file') this.#file(found, at)
    if (kind === 'folder')
      this.lay(
        at,
        nothingProvided(),
        candidates.filter(path => kindOf(path) === 'folder')
      )
  }

  #file(source: string, at: string): void {
    writeFileSync(this.skeleton + at, '')
    this.table.show(source, at)
  }

  #folder(source: string, at: string): void {
    this.#make(at)
    this.table.show(source, at)
  }

  #make(at: string): void {
    mkdirSync(this.skeleton + at, { recursive: true })
    chmodSync(this.skeleton + at, 0o755)
  }
}

type Kind = 'folder' | 'file' | 'link' | 'other' | 'nothing'

function kindOf(path: string): Kind {
  try {
    const found = lstatSync(path)
    if (found.isDirectory()) return 'folder'
    if (found.isFile()) return 'file'
    return found.isSymbolicLink() ? 'link' : 'other'
  } catch {
    return 'nothing'
  }
}

function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Where we may not look, nothing is seen. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
