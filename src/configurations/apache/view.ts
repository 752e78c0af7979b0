import { basename, join } from 'node:path'
import type { Files, Place } from '../configuration.js'
import { literalGlob } from '../glob.js'
import { misread } from '../nginx/complaint.js'
import { isIn, type Layout } from './layout.js'

/** A file as Apache finds it, and where it is on this machine. */
export interface Seen {
  readonly at: string
  readonly from: string
}

const ALLOWED = [
  '/etc/apache2',
  '/etc/httpd',
  '/usr/local/apache2',
  '/usr/share/apache2',
  '/etc/letsencrypt',
  '/etc/ssl',
  '/opt'
]

/** The files as Apache will see them: what was given lies where it lies in production, over what the machine has there. */
export class View {
  constructor(
    readonly layout: Layout,
    readonly files: Files
  ) {}

  /** What is to be found at that path; undefined for nothing. */
  find(at: string): Seen | undefined {
    const from = [this.#given(at), at].find(path => path !== undefined && this.files.exists(path))
    return from === undefined ? undefined : { at, from }
  }

  /** What a glob finds: what was given hides what the machine has of the same name. */
  glob(pattern: string): Seen[] {
    const mount = this.#mountOf(pattern)
    const given = mount === undefined ? [] : this.#below(mount, pattern.slice(mount.at.length))
    const machines = this.files.glob(pattern).map(from => ({ at: from, from }))
    const all = new Map([...machines, ...given].map(seen => [seen.at, seen]))
    return [...all.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
  }

  /** Files beside what was given that production most likely has at that path. */
  beside(at: string): Seen | undefined {
    const { root, home } = this.layout
    const rest = isIn(at, home) ? at.slice(home.length) : `/${basename(at)}`
    const from = [join(root, rest), join(root, basename(at))].find(
      path => this.files.exists(path) && !this.files.isFolder(path)
    )
    return from === undefined ? undefined : { at, from }
  }

  /** Refuses what lies outside of what a configuration may show; a link is followed first. */
  check({ at, from }: Seen, place: Place): void {
    const roots = [this.layout.root, ...ALLOWED]
    const real = this.files.leadsTo?.(from) ?? from
    const inside = (path: string) =>
      roots.some(root => isIn(path, root) || isIn(path, this.files.leadsTo?.(root) ?? root))
    if (inside(from) && inside(real)) return
    throw misread(place, {
      expected: 'an include from the folder that was given, or from a folder of Apache',
      found: real === from ? at : `${at}, which leads to ${real}`,
      next: `It was not read. Allowed are ${roots.join(', ')}.`
    })
  }

  #below({ from, at }: Layout['shown'][number], rest: string): Seen[] {
    return this.files.glob(literalGlob(from) + rest).map(path => ({ at: at + path.slice(from.length), from: path }))
  }

  #given(at: string): string | undefined {
    const mount = this.#mountOf(at)
    return mount === undefined ? undefined : mount.from + at.slice(mount.at.length)
  }

  #mountOf(path: string) {
    return this.layout.shown.find(({ at }) => isIn(path, at))
  }
}
