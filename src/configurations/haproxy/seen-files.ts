import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { Trouble } from '../../core/errors.js'
import type { Files, Start } from '../configuration.js'
import { linesOf, type Section, type Sections } from './text/sections.js'

type Shown = Start['shown']
type Named = { readonly path: string; readonly text: string }

/** The folders in which images and packages keep the configuration. */
const HOMES = ['/etc/haproxy', '/usr/local/etc/haproxy']

/** What to give to -f, and the files that HAProxy then reads. */
export interface Given {
  readonly paths: readonly string[]
  readonly folder: string
  readonly files: readonly Named[]
}

/** Finds the files of a configuration: the one that is named, or those of a folder in order. */
export function given(path: string, files: Files): Given {
  const whole = resolve(path)
  if (!files.isFolder(whole)) return { paths: [whole], folder: dirname(whole), files: [readNamed(whole, files)] }
  const main = join(whole, 'haproxy.cfg')
  const parts = join(whole, 'conf.d')
  if (!files.exists(main)) return { paths: [whole], folder: whole, files: inFolder(whole, files) }
  const beside = files.glob(join(parts, '*.cfg')).length === 0 ? [] : [parts]
  const read = [readNamed(main, files), ...beside.flatMap(each => inFolder(each, files))]
  return { paths: [main, ...beside], folder: whole, files: read }
}

function inFolder(folder: string, files: Files): Named[] {
  const names = files.glob(join(folder, '*.cfg')).filter(path => !basename(path).startsWith('.'))
  if (names.length > 0) return [...names].sort().map(path => readNamed(path, files))
  throw new Trouble('bad-config', `${folder}: expected haproxy.cfg or files that end in .cfg, found none`, NAME_A_FILE)
}

const NAME_A_FILE = 'Name the configuration itself, such as ./haproxy.cfg.'

function readNamed(path: string, files: Files): Named {
  const text = files.read(path)
  if (text === undefined)
    throw new Trouble('bad-config', `${path}: expected a configuration, found no such file`, NAME_A_FILE)
  return { path, text }
}

/** The given folder, at every place where the configuration expects its own. */
export function shownFolders({ folder }: Given, sections: Sections): Shown {
  const words = sections.all.flatMap(({ lines }) => lines.flatMap(line => line.words))
  const pieces = words.flatMap(word => word.split(/[(,@]/))
  const named = HOMES.filter(home => pieces.some(piece => piece.startsWith(`${home}/`)))
  return named.filter(home => home !== folder).map(home => ({ from: folder, at: home }))
}

/** The files of the machine as HAProxy will see them: the given folder lies where the configuration expects it. */
export class SeenFiles {
  constructor(
    readonly files: Files,
    readonly shown: Shown
  ) {}

  read(path: string): string | undefined {
    return this.files.read(this.#real(path))
  }

  exists(path: string): boolean {
    return this.files.exists(this.#real(path))
  }

  isFolder(path: string): boolean {
    return this.files.isFolder(this.#real(path))
  }

  glob(pattern: string): readonly string[] {
    return this.files.glob(this.#real(pattern))
  }

  #real(path: string): string {
    const place = this.shown.find(({ at }) => path.startsWith(`${at}/`))
    return place === undefined ? path : join(place.from, path.slice(place.at.length))
  }
}

/** Makes a path of a configuration absolute: default-path says from where, else the working directory. */
export function pathsFrom(globals: readonly Section[]): (path: string, file: string) => string {
  const [, how, origin = '/'] = globals.flatMap(each => linesOf(each, 'default-path')).at(-1)?.words ?? []
  return (path, file) => {
    if (isAbsolute(path)) return path
    if (how === 'config') return resolve(dirname(file), path)
    if (how === 'parent') return resolve(dirname(file), '..', path)
    return how === 'origin' ? resolve(origin, path) : resolve(path)
  }
}
