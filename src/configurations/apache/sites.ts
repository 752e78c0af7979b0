import { basename, dirname, join } from 'node:path'
import type { Place } from '../configuration.js'
import { literalGlob } from '../glob.js'
import { isApache } from './recognise.js'
import type { Seen, View } from './view.js'

/** Repositories keep the sites beside their main configuration, or in sites-available only, and link them later: those that a glob would find then. */
export function sitesFor(at: string, view: View, isNew: (path: string) => boolean, place: Place): Seen[] {
  const folder = basename(dirname(at))
  if (!/^(?:sites-enabled|conf\.d|vhosts(?:\.d)?|extra)$/.test(folder)) return []
  const root = literalGlob(view.layout.root)
  const available = folder === 'sites-enabled' ? [`${root}/sites-available/*`] : []
  const globs = [`${root}/${folder}/*.conf`, ...available, `${root}/*.conf`]
  const fits = (path: string) => isNew(path) && isSite(path, view, place)
  const found = globs.map(glob => view.files.glob(glob).filter(fits)).find(paths => paths.length > 0) ?? []
  return found.map(from => ({ at: join(dirname(at), basename(from)), from }))
}

function isSite(from: string, view: View, place: Place): boolean {
  if (view.files.isFolder(from)) return false
  view.check({ at: from, from }, place)
  const text = view.files.read(from) ?? ''
  return isApache(text) && /^[ \t]*(?:<VirtualHost|<Location|ProxyPass)\b/im.test(text)
}
