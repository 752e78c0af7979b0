import { basename, dirname, join, resolve } from 'node:path'
import { Trouble } from '../../core/errors.js'
import type { Files, Start } from '../configuration.js'
import { literalGlob } from '../glob.js'
import { isApache } from './recognise.js'

/** Where Debian's Apache looks for its configuration. */
export const HOME = '/etc/apache2'

/** How what was given is laid out for Apache. */
export interface Layout {
  /** The folder of what was given. */
  readonly root: string
  /** The folder from which paths are reckoned: ServerRoot. */
  readonly home: string
  /** The configuration that Apache starts with, as Apache sees it. */
  readonly main: string
  readonly shown: Start['shown']
  /** What a main configuration of our own has to include, for a piece of one. */
  readonly around?: readonly string[]
}

/** Names of folders that stand below the one that is /etc/apache2 in production. */
const BELOW = ['sites-enabled', 'sites-available', 'conf.d', 'conf-enabled', 'conf-available', 'vhosts.d']
const BELOW_GLOBS = ['sites-enabled/*', 'vhosts.d/*.conf', 'conf.d/*.conf', 'sites-available/*']
const NAMES = ['apache2.conf', 'httpd.conf']
const PLACES = ['', 'conf', 'apache2', 'etc/apache2', 'etc/httpd/conf']
const MAIN = PLACES.flatMap(place => NAMES.map(name => join(place, name)))

/** Lines that stand in a main configuration only. */
const SIGNS =
  /^[ \t]*(?:ServerRoot\s|LoadModule\s+mpm_\w+\s|Include(?:Optional)?\s+\S*(?:mods-enabled|conf\.modules\.d)\/|(?:PidFile|DefaultRuntimeDir)\s)/im

/** How what was given has to lie, so that Apache finds it where it does in production. */
export function layOut(given: string, files: Files): Layout {
  const path = resolve(given)
  if (files.isFolder(path)) return ofFolder(path, files)
  const text = files.read(path)
  if (text === undefined) throw new Trouble('usage', `${path}: there is no such file`)
  return SIGNS.test(text) ? ofMain(path, text) : ofPieces(dirname(path), [basename(path)])
}

/** The files of a folder that would be read first. */
export function firstOf(folder: string, files: Files): readonly string[] {
  const main = MAIN.map(name => join(folder, name)).find(path => isPiece(path, files))
  if (main !== undefined) return [main]
  for (const globs of [...BELOW_GLOBS.map(glob => [glob]), ['*.conf'], ['*']]) {
    const found = globs.flatMap(glob => files.glob(`${literalGlob(folder)}/${glob}`))
    const pieces = found.filter(path => isPiece(path, files))
    if (pieces.length > 0) return pieces
  }
  return []
}

/** A file that nobody named, and that cannot be read, is none of ours. */
function isPiece(path: string, files: Files): boolean {
  if (!files.exists(path) || files.isFolder(path)) return false
  try {
    return isApache(files.read(path) ?? '')
  } catch (error) {
    if (error instanceof Trouble) return false
    throw error
  }
}

function ofFolder(folder: string, files: Files): Layout {
  const first = firstOf(folder, files)
  const [path, ...others] = first.filter(each => SIGNS.test(files.read(each) ?? ''))
  if (path !== undefined && others.length > 0) throw several([path, ...others])
  if (path !== undefined) return ofMain(path, files.read(path) ?? '')
  const [piece] = first
  if (piece === undefined) throw new Trouble('usage', `${folder}: no configuration of Apache httpd in this folder`)
  const beside = first.filter(each => dirname(each) === dirname(piece))
  return ofPieces(
    dirname(piece),
    beside.map(each => basename(each))
  )
}

/** Below its ServerRoot the main configuration lies in conf, but for Debian's. */
function ofMain(path: string, text: string): Layout {
  const home = serverRoot(text) ?? HOME
  const folder = dirname(path)
  if (isIn(path, home)) return { root: folder, home, main: path, shown: [] }
  const name = basename(path)
  if (home === HOME) return { root: folder, home, main: join(home, name), shown: [{ from: folder, at: home }] }
  const main = join(home, 'conf', name)
  if (basename(folder) !== 'conf')
    return { root: folder, home, main, shown: [{ from: folder, at: join(home, 'conf') }] }
  return { root: dirname(folder), home, main, shown: [{ from: dirname(folder), at: home }] }
}

/** As it is written, or as a Define above says it. */
function serverRoot(text: string): string | undefined {
  const [, written] = /^[ \t]*ServerRoot\s+["']?([^"'\s]+)/im.exec(text) ?? []
  const path = written?.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const [, value] = new RegExp(`^[ \\t]*Define\\s+${name}\\s+["']?([^"'\\s]+)`, 'im').exec(text) ?? []
    return value ?? ''
  })
  return path?.startsWith('/') ? path.replace(/(.)\/+$/, '$1') : undefined
}

function ofPieces(folder: string, names: readonly string[]): Layout {
  const below = BELOW.includes(basename(folder))
  const root = below ? dirname(folder) : folder
  const at = isIn(folder, HOME) ? folder : join(HOME, below ? basename(folder) : 'sites-enabled')
  const shown = isIn(folder, HOME) ? [] : [{ from: root, at: below ? HOME : at }]
  return { root, home: HOME, main: `${HOME}/apache2.conf`, shown, around: names.map(name => join(at, name)) }
}

/** Whether a path is a folder, or lies in it. */
export function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}

function several(paths: readonly string[]): Trouble {
  const names = paths.map(path => basename(path)).join(', ')
  return new Trouble('usage', `expected one main configuration\n  found ${names}`, 'Name the one that is meant.')
}
