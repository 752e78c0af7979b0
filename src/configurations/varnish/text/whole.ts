import { dirname, join, normalize } from 'node:path'
import type { Files, Place } from '../../configuration.js'
import { literalGlob } from '../../glob.js'
import { misread } from './complaint.js'
import { type Token, tokensOf } from './tokens.js'

/** A file as Varnish finds it, and where it is on this machine. */
export interface ReadFile {
  readonly at: string
  readonly path: string
  readonly text: string
}

/** All tokens of a VCL, those of what it includes in its place. */
export interface Whole {
  readonly tokens: readonly Token[]
  readonly files: readonly ReadFile[]
}

/** Where Varnish keeps its configuration. */
export const HOME = '/etc/varnish'
/** Where Varnish looks for what is included; before that in the folder that was given, which is its home in production. */
export const VCL_PATH = [HOME, '/usr/share/varnish/vcl']
const ALLOWED = [...VCL_PATH, '/usr/share/varnish', '/usr/local/etc/varnish', '/opt']
/** More includes than any configuration has. */
const MOST = 500

/** Reads a VCL and all that it includes. */
export function readWhole(path: string, files: Files): Whole {
  return new Reader(dirname(path), files).read(path)
}

class Reader {
  readonly #files = new Map<string, ReadFile>()
  #count = 0

  constructor(
    private readonly root: string,
    private readonly files: Files
  ) {}

  read(path: string): Whole {
    const tokens = this.#file({ at: path, path }, { file: path, line: 1 }, [])
    return { tokens, files: [...this.#files.values()] }
  }

  #file({ at, path }: Omit<ReadFile, 'text'>, place: Place, open: readonly string[]): Token[] {
    const real = this.files.leadsTo?.(path) ?? path
    if (open.includes(real)) throw misread(place, 'an include that comes to an end', `${path}, which includes itself`)
    if (++this.#count > MOST) throw misread(place, `at most ${MOST} includes`, 'more')
    const text = this.#files.get(at)?.text ?? this.files.read(path) ?? ''
    this.#files.set(at, { at, path, text })
    return this.#expand(tokensOf(text, path), [...open, real])
  }

  #expand(tokens: readonly Token[], open: readonly string[]): Token[] {
    const expanded: Token[] = []
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as Token
      const isInclude = token.kind === 'name' && token.text === 'include'
      if (!isInclude) expanded.push(token)
      else {
        const isGlob = tokens[at + 1]?.text === '+' && tokens[at + 2]?.text === 'glob'
        at += isGlob ? 3 : 1
        expanded.push(...this.#include(tokens[at], token.place, isGlob, open))
        if (tokens[at + 1]?.text === ';') at++
      }
    }
    return expanded
  }

  #include(name: Token | undefined, place: Place, isGlob: boolean, open: readonly string[]): Token[] {
    if (name?.kind !== 'text') throw misread(place, 'a file in quotes behind include', name?.text ?? 'nothing')
    const found = isGlob ? this.#glob(name.text, place) : this.#find(name.text, place)
    return found.flatMap(file => this.#file(this.#checked(file, place), place, open))
  }

  /** An absolute path of production may lie beside what was given. */
  #find(name: string, place: Place): Omit<ReadFile, 'text'>[] {
    const places = this.#placesOf(name, place)
    const found = places.find(({ path }) => this.files.exists(path) && !this.files.isFolder(path))
    if (found !== undefined) return [found]
    throw misread(
      place,
      'a file that is there behind include',
      name,
      `Looked for ${places.map(({ path }) => path).join(', ')}.`
    )
  }

  #glob(name: string, place: Place): Omit<ReadFile, 'text'>[] {
    const folders = name.startsWith('/') ? [''] : [dirname(place.file), this.root, ...VCL_PATH].map(literalGlob)
    const found = folders.map(folder => this.files.glob(folder === '' ? name : join(folder, name)))
    return (found.find(paths => paths.length > 0) ?? []).map(path => ({ at: path, path }))
  }

  #placesOf(name: string, place: Place): Omit<ReadFile, 'text'>[] {
    const same = (path: string) => ({ at: normalize(path), path: normalize(path) })
    if (name.startsWith('./') || name.startsWith('../')) return [same(join(dirname(place.file), name))]
    if (!name.startsWith('/')) return [this.root, ...VCL_PATH].map(folder => same(join(folder, name)))
    const inHome = name.startsWith(`${HOME}/`) ? [{ at: name, path: join(this.root, name.slice(HOME.length)) }] : []
    return [...inHome, same(name)]
  }

  /** Refuses what lies outside of what a configuration may show; a link is followed first. */
  #checked(file: Omit<ReadFile, 'text'>, place: Place): Omit<ReadFile, 'text'> {
    const roots = [this.root, ...ALLOWED].flatMap(root => [root, this.files.leadsTo?.(root) ?? root])
    const inside = (path: string) => roots.some(root => path.startsWith(root === '/' ? '/' : `${root}/`))
    const real = this.files.leadsTo?.(file.path) ?? file.path
    if (inside(file.path) && inside(real)) return file
    throw misread(
      place,
      'an include from the folder that was given, or from a folder of Varnish',
      real === file.path ? file.path : `${file.path}, which leads to ${real}`,
      `It was not read. Allowed are ${[this.root, ...ALLOWED].join(', ')}.`
    )
  }
}
