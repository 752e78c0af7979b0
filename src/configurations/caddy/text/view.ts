import { dirname, resolve } from 'node:path'
import type { Files, Place, Start } from '../../configuration.js'
import { misread } from '../complaint.js'

/** Where packages and images keep the Caddyfile. */
const HOME = '/etc/caddy'
const ALLOWED = [HOME, '/usr/share/caddy', '/usr/local/etc/caddy', '/etc/ssl', '/opt']

/** The files as Caddy will see them: the folder that was given lies where production has it. */
export class View {
  readonly root: string
  readonly shown: Start['shown']

  constructor(
    readonly main: string,
    readonly files: Files
  ) {
    this.root = dirname(main)
    this.shown = this.root === HOME ? [] : [{ from: this.root, at: HOME }]
  }

  /** The files behind the word of an import: a path is relative to the file in which it stands. */
  find(pattern: string, place: Place): string[] {
    const at = this.real(resolve(dirname(place.file), pattern))
    const found = /[*?[]/.test(at) ? this.files.glob(at) : this.files.exists(at) ? [at] : []
    return found.filter(path => !this.files.isFolder(path)).map(path => this.#allowed(path, place))
  }

  /** Where Caddy sees what this machine has at a path. */
  seen(path: string): string {
    return path.startsWith(`${this.root}/`) ? HOME + path.slice(this.root.length) : path
  }

  /** Where this machine has what Caddy sees at a path. */
  real(path: string): string {
    const [place] = this.shown
    return place !== undefined && path.startsWith(`${place.at}/`) ? place.from + path.slice(place.at.length) : path
  }

  /** Refuses what lies outside of what a configuration may show; a link is followed first. */
  #allowed(path: string, place: Place): string {
    const leads = (each: string) => this.files.leadsTo?.(each) ?? each
    const roots = [this.root, ...ALLOWED].flatMap(root => [root, leads(root)])
    const inside = (each: string) => roots.some(root => each.startsWith(root === '/' ? root : `${root}/`))
    if (inside(path) && inside(leads(path))) return path
    const found = leads(path) === path ? path : `${path}, which leads to ${leads(path)}`
    const next = `It was not read. Allowed are ${[this.root, ...ALLOWED].join(', ')}.`
    throw misread(place, 'an import from the folder that was given, or from one of Caddy', found, next)
  }
}
