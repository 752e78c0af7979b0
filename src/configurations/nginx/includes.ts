import { basename, dirname, join, normalize } from 'node:path'
import type { Need, Place, Remark, Start } from '../configuration.js'
import { isGlob, literalGlob } from '../glob.js'
import { misread, shown } from './complaint.js'
import { kindOf } from './kind.js'
import { knownText } from './known-files.js'
import { HOME } from './layout.js'
import { type Directive, parse } from './tree.js'
import type { Seen, View } from './view.js'

/** A configuration with all that it includes in its place, and what was learnt on the way. */
export interface Whole {
  readonly tree: readonly Directive[]
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly needs: readonly Need[]
  readonly remarks: readonly Remark[]
  /** Files that stand elsewhere than production has them. */
  readonly shown: Start['shown']
}

/** More includes than any configuration has; those that multiply must come to an end. */
const MOST = 2000

/** Reads a main configuration and all that it includes; `own` is its text where it is none of the user's. */
export function readWhole(view: View, own?: string): Whole {
  return new Reader(view).read(own)
}

class Reader {
  private readonly files = new Map<string, string>()
  private readonly needs: Need[] = []
  private readonly remarks: Remark[] = []
  private readonly shown: { from: string; at: string }[] = []
  private count = 0

  constructor(private readonly view: View) {}

  read(own: string | undefined): Whole {
    const { main } = this.view.layout
    const place = { file: main, line: 1 }
    const tree =
      own === undefined
        ? this.file(this.view.find(main) ?? { at: main, from: main }, place, [])
        : this.expand(parse(own, main), [])
    const files = [...this.files].map(([path, text]) => ({ path, text }))
    return { tree, files, needs: this.needs, remarks: this.remarks, shown: this.shown }
  }

  private expand(tree: readonly Directive[], open: readonly string[]): Directive[] {
    return tree.flatMap(directive => {
      if (directive.name === 'include' && directive.block === undefined) return this.include(directive, open)
      return directive.block === undefined ? [directive] : [{ ...directive, block: this.expand(directive.block, open) }]
    })
  }

  private include({ args, place }: Directive, open: readonly string[]): Directive[] {
    const [path] = args
    if (path === undefined || args.length > 1) {
      throw misread(place, {
        expected: 'one path behind include',
        found: args.length === 0 ? 'none' : `${args.length} words`
      })
    }
    const at = normalize(path.startsWith('/') ? path : join(dirname(this.view.layout.main), path))
    if (isGlob(at)) return this.many(at, place, open)
    const seen = this.view.find(at)
    return seen === undefined ? this.missing(at, place, open) : this.file(seen, place, open)
  }

  private file(seen: Seen, place: Place, open: readonly string[]): Directive[] {
    const real = this.view.files.leadsTo?.(seen.from) ?? seen.from
    if (open.includes(real))
      throw misread(place, {
        expected: 'an include that comes to an end',
        found: `${shown(seen.at)}, which includes itself`
      })
    if (++this.count > MOST) throw misread(place, { expected: `at most ${MOST} includes`, found: 'more' })
    if (open.length > 0 || this.view.layout.around !== undefined) this.view.check(seen, place)
    const text = this.files.get(seen.from) ?? this.view.files.read(seen.from) ?? ''
    this.files.set(seen.from, text)
    return this.expand(parse(text, seen.from), [...open, real])
  }

  private missing(at: string, place: Place, open: readonly string[]): Directive[] {
    const known = knownText(at)
    const beside = known === undefined ? this.view.beside(at) : undefined
    if (beside !== undefined) return this.elsewhere(beside, place, open)
    const text = known === undefined ? '' : (this.machines(at) ?? known)
    this.needs.push({ kind: 'file', path: at, text, place })
    return this.expand(parse(text, at), open)
  }

  /** A file that comes with nginx, where this machine has one; what was given hides the folder in which it lies. */
  private machines(at: string): string | undefined {
    const { files } = this.view
    const path = [at, join(HOME, basename(at))].find(candidate => files.exists(candidate))
    return path === undefined ? undefined : files.read(path)
  }

  private many(at: string, place: Place, open: readonly string[]): Directive[] {
    const found = this.view.glob(at).filter(({ from }) => !this.view.files.isFolder(from))
    if (found.length > 0) return found.flatMap(seen => this.file(seen, place, open))
    if (at.startsWith(`${HOME}/modules-enabled/`)) return this.modules(at, place, open)
    return this.pieces(at, place, open).flatMap(seen => this.elsewhere(seen, place, open))
  }

  /** Modules belong to the program, not to what was given. */
  private modules(at: string, place: Place, open: readonly string[]): Directive[] {
    return this.view.files.glob(at).flatMap(path => {
      const text = this.view.files.read(path) ?? ''
      this.needs.push({ kind: 'file', path, text, place })
      return this.expand(parse(text, path), open)
    })
  }

  /** Repositories keep the servers beside their nginx.conf, or in sites-available only, and copy or link them later. */
  private pieces(at: string, place: Place, open: readonly string[]): Seen[] {
    const { files, layout } = this.view
    const folder = dirname(at)
    if (dirname(folder) !== HOME || files.isFolder(join(layout.root, basename(folder)))) return []
    const available = basename(folder) === 'sites-enabled' ? `${literalGlob(layout.root)}/sites-available/*` : undefined
    const globs = [...(available === undefined ? [] : [available]), `${literalGlob(layout.root)}/*.conf`]
    const fits = (path: string) => !open.includes(path) && !this.files.has(path) && this.isServers(path, place)
    const found = globs.map(glob => files.glob(glob).filter(fits)).find(paths => paths.length > 0) ?? []
    return found.map(from => ({ at: join(folder, basename(from)), from }))
  }

  private isServers(from: string, place: Place): boolean {
    if (this.view.files.isFolder(from)) return false
    this.view.check({ at: from, from }, place)
    const text = this.view.files.read(from) ?? ''
    return /^[ \t]*(?:server|upstream\s+\S+)\s*\{/m.test(text) && kindOf(parse(text, from)) === 'http'
  }

  private elsewhere(seen: Seen, place: Place, open: readonly string[]): Directive[] {
    this.shown.push({ from: seen.from, at: seen.at })
    this.remarks.push({ place, text: `${seen.at} is not there; ${seen.from} was taken for it` })
    return this.file(seen, place, open)
  }
}
