import { basename, dirname, join, resolve } from 'node:path'
import { Trouble } from '../../core/errors.js'
import type { Files, Start } from '../configuration.js'
import { literalGlob } from '../glob.js'
import { type Kind, kindOf } from './kind.js'
import { isNginx } from './recognise.js'
import { parse } from './tree.js'

/** Where nginx looks for its configuration. */
export const HOME = '/etc/nginx'

/** How what was given is laid out for nginx. */
export interface Layout {
  /** The folder of what was given. */
  readonly root: string
  /** The configuration that nginx starts with, as nginx sees it. */
  readonly main: string
  readonly shown: Start['shown']
  /** What a main configuration of our own has to include, for a piece of one. */
  readonly around?: { readonly kind: Exclude<Kind, 'main'>; readonly includes: readonly string[] }
}

/** Names of folders that stand below the one that is /etc/nginx in production. */
const BELOW = ['conf.d', 'sites-enabled', 'sites-available', 'http.d', 'vhosts.d', 'snippets']
const BELOW_GLOBS = ['conf.d/*.conf', 'http.d/*.conf', 'sites-enabled/*']
const MAIN = ['nginx.conf', 'nginx/nginx.conf', 'conf/nginx.conf', 'etc/nginx/nginx.conf']

/** How what was given has to lie, so that nginx finds it where it does in production. */
export function layOut(given: string, files: Files): Layout {
  const path = resolve(given)
  if (files.isFolder(path)) return ofFolder(path, files)
  const kind = kindIn(path, files)
  return kind === 'main' ? ofMain(path) : ofPieces(dirname(path), [basename(path)], kind)
}

/** The files of a folder that would be read first. */
export function firstOf(folder: string, files: Files): readonly string[] {
  const main = MAIN.map(name => join(folder, name)).find(path => isPiece(path, files))
  if (main !== undefined) return [main]
  for (const globs of [BELOW_GLOBS, ['*.conf'], ['*']]) {
    const found = globs.flatMap(glob => within(folder, glob, files)).filter(path => isPiece(path, files))
    if (found.length > 0) return found
  }
  return []
}

/** A file that nobody named, and that cannot be read, is none of ours. */
function isPiece(path: string, files: Files): boolean {
  if (!files.exists(path) || files.isFolder(path)) return false
  try {
    return isNginx(files.read(path) ?? '')
  } catch (error) {
    if (error instanceof Trouble) return false
    throw error
  }
}

function ofFolder(folder: string, files: Files): Layout {
  const first = firstOf(folder, files)
  const [path, ...others] = first.filter(file => kindIn(file, files) === 'main')
  if (path !== undefined && others.length > 0) throw several([path, ...others])
  if (path !== undefined) return ofMain(path)
  if (first.length === 0) throw new Trouble('usage', `${folder}: no configuration of nginx in this folder`)
  const kinds = new Map(first.map(file => [file, kindIn(file, files)]))
  const kind = (['http', 'server', 'location'] as const).find(wanted => [...kinds.values()].includes(wanted)) ?? 'http'
  const pieces = first.filter(file => kinds.get(file) === kind)
  if (pieces.every(file => dirname(file) === folder))
    return ofPieces(
      folder,
      pieces.map(file => basename(file)),
      kind
    )
  const includes = pieces.map(file => HOME + file.slice(folder.length))
  return { root: folder, main: `${HOME}/nginx.conf`, shown: show(folder, HOME), around: { kind, includes } }
}

function ofMain(path: string): Layout {
  const root = dirname(path)
  return { root, main: isHome(root) ? path : `${HOME}/${basename(path)}`, shown: show(root, HOME) }
}

function ofPieces(folder: string, names: readonly string[], kind: Exclude<Kind, 'main'>): Layout {
  const below = BELOW.includes(basename(folder))
  const root = below ? dirname(folder) : folder
  const at = isHome(folder) ? folder : join(HOME, below ? basename(folder) : 'conf.d')
  const shown = show(root, below ? HOME : at)
  return { root, main: `${HOME}/nginx.conf`, shown, around: { kind, includes: names.map(name => join(at, name)) } }
}

function show(from: string, at: string): Start['shown'] {
  return isHome(from) ? [] : [{ from, at }]
}

/** What lies in the machine's own folder is there already. */
function isHome(path: string): boolean {
  return path === HOME || path.startsWith(`${HOME}/`)
}

function kindIn(path: string, files: Files): Kind {
  const text = files.read(path)
  if (text === undefined) throw new Trouble('usage', `${path}: there is no such file`)
  return kindOf(parse(text, path))
}

function within(folder: string, glob: string, files: Files): readonly string[] {
  return files.glob(`${literalGlob(folder)}/${glob}`)
}

function several(paths: readonly string[]): Trouble {
  const names = paths.map(path => basename(path)).join(', ')
  return new Trouble('usage', `expected one main configuration\n  found ${names}`, 'Name the one that is meant.')
}
