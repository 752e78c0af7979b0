import { basename, join } from 'node:path'
import type { Files, Place } from '../configuration.js'
import { literalGlob } from '../glob.js'
import { misread } from './complaint.js'
import { HOME, type Layout } from './layout.js'

/** A file as nginx finds it, and where it is on this machine. */
export interface Seen {
  readonly at: string
  readonly from: string
}

const ALLOWED = [
  HOME,
  '/usr/share/nginx',
  '/usr/lib/nginx',
  '/usr/local/nginx',
  '/usr/local/etc/nginx',
  '/etc/letsencrypt',
  '/etc/ssl',
  '/opt'
]

/** The files as nginx will see them: what was given lies where it lies in production, over what the machine has there. */
export class View {
  constructor(
    readonly layout: Layout,
    readonly files: Files
  ) {}

  /** What is to be found at that path; undefined for nothing. */
  find(at: string): Seen | undefined {
    const from = this.real(at)
    return this.files.exists(from) ? { at, from } : undefined
  }

  /** What a glob finds. */
  glob(pattern: string): Seen[] {
    const mount = this.mountOf(pattern)
    if (mount === undefined) return this.files.glob(pattern).map(from => ({ at: from, from }))
    const rest = pattern.slice(mount.at.length)
    return this.files
      .glob(literalGlob(mount.from) + rest)
      .map(from => ({ at: mount.at + from.slice(mount.from.length), from }))
  }

  /** Files beside what was given that production most likely has at that path. */
  beside(at: string): Seen | undefined {
    const { root } = this.layout
    const rest = at.startsWith(`${HOME}/`) ? at.slice(HOME.length) : `/${basename(at)}`
    const from = [join(root, rest), join(root, basename(at))].find(
      path => this.files.exists(path) && !this.files.isFolder(path)
    )
    return from === undefined ? undefined : { at, from }
  }

  /** Whether all that production has in that place is here: it lies in what was given, or all of this machine was. */
  knows(at: string): boolean {
    const { root } = this.layout
    return isIn(root, HOME) || isIn(at, root) || this.mountOf(at) !== undefined
  }

  /** Refuses what lies outside of what a configuration may show; a link is followed first. */
  check({ at, from }: Seen, place: Place): void {
    const roots = [this.layout.root, ...ALLOWED]
    const real = this.files.leadsTo?.(from) ?? from
    const inside = (path: string) =>
      roots.some(root => isIn(path, root) || isIn(path, this.files.leadsTo?.(root) ?? root))
    if (inside(from) && inside(real)) return
    throw misread(place, {
      expected: 'an include from the folder that was given, or from a folder of nginx',
      found: real === from ? at : `${at}, which leads to ${real}`,
      next: `It was not read. Allowed are ${roots.join(', ')}.`
    })
  }

  private real(at: string): string {
    const mount = this.mountOf(at)
    return mount === undefined ? at : mount.from + at.slice(mount.at.length)
  }

  private mountOf(path: string) {
    return this.layout.shown.find(({ at }) => isIn(path, at))
  }
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}
