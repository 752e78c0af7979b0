import { dirname } from 'node:path'

/** What a private root has at one path, beside or instead of what the machine has there. */
export interface Provision {
  /** The content of a file. */
  text?: string | Uint8Array
  /** Files and folders of the machine that are seen here; the first one wins. */
  readonly shown: string[]
  /** A folder in which nothing of the machine is seen. */
  empty: boolean
  /** A folder to which things are written. */
  writable: boolean
  /** What lies in it, by name. */
  readonly inside: Map<string, Provision>
}

/** Nothing but what the machine has. */
export function nothingProvided(): Provision {
  return { shown: [], empty: false, writable: false, inside: new Map() }
}

/** The provision at an absolute path, with every folder above it. */
export function provisionAt(root: Provision, path: string): Provision {
  if (path === '/') return root
  const above = provisionAt(root, dirname(path))
  const name = path.slice(path.lastIndexOf('/') + 1)
  const found = above.inside.get(name) ?? nothingProvided()
  above.inside.set(name, found)
  return found
}
