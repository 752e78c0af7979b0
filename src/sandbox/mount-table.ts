import { statSync } from 'node:fs'
import { type Mounted, mountedBelow, restrictionsOn } from './host-mounts.js'

const SEEN_ONLY = ['ro', 'nosuid', 'nodev']

/** What is to be mounted in a private root, as one table: a hundred mounts of one program take ten milliseconds. */
export class MountTable {
  readonly #rows: string[] = []

  constructor(
    /** Where the private root will be while it is made. */
    private readonly root: string,
    private readonly mounts: readonly Mounted[]
  ) {}

  /** A file or folder of the machine, to be looked at only, with all that is mounted below it. */
  show(source: string, at: string): void {
    this.#bind(source, at, [...SEEN_ONLY, ...restrictionsOn(source, this.mounts)])
    for (const below of mountedBelow(source, this.mounts).filter(canBeReached)) {
      this.#bind(below, at + below.slice(source.length), [...SEEN_ONLY, ...restrictionsOn(below, this.mounts)])
    }
  }

  /** A device of the machine, as it is. */
  device(path: string): void {
    this.#bind(path, path, [])
  }

  /** A file system that the kernel makes. */
  make(type: string, at: string, options: readonly string[]): void {
    this.#row(type, at, type, options)
  }

  toString(): string {
    return this.#rows.join('')
  }

  #bind(source: string, at: string, options: readonly string[]): void {
    this.#row(source, at, 'none', ['rbind', ...options])
  }

  #row(source: string, at: string, type: string, options: readonly string[]): void {
    this.#rows.push(`${escaped(source)} ${escaped(this.root + at)} ${type} ${options.join(',')} 0 0\n`)
  }
}

/** Where we are not let in, nobody in the sandbox is. */
function canBeReached(path: string): boolean {
  try {
    return statSync(path) !== undefined
  } catch {
    return false
  }
}

function escaped(path: string): string {
  return path.replace(/[\s\\#]/g, letter => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`)
}
