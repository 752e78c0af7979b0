import { dirname } from 'node:path'
import type { Configuration, Start } from '../configurations/configuration.js'
import { emptyFolders } from '../sandbox/index.js'

/** What was given is found at its own path as well, where the sandbox shows nothing of the machine: somebody tries things in /tmp. */
export function ownPlaces({ files }: Pick<Configuration, 'files'>): Start['shown'] {
  const empty = emptyFolders()
  const hidden = files.map(({ path }) => path).filter(path => empty.some(folder => path.startsWith(`${folder}/`)))
  // Of /tmp itself only the file: what else lies there is nobody's business.
  const places = hidden.map(path => (empty.includes(dirname(path)) ? path : dirname(path)))
  return [...new Set(places)].map(path => ({ from: path, at: path }))
}
