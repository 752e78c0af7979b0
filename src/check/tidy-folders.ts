import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isInside } from './is-inside.js'

/** Folders in which nothing stays of what a gateway leaves there: a page in its cache would be an answer of the next cell. */
export class TidyFolders {
  readonly #known = new Set<string>()

  /** What is there now, stays. */
  constructor(private readonly folders: readonly string[]) {
    for (const folder of folders) for (const path of pathsIn(folder)) this.#known.add(path)
  }

  tidy(): void {
    // Elsewhere the files of a machine are not ours to remove.
    if (!isInside()) return
    for (const folder of this.folders)
      for (const path of pathsIn(folder)) if (!this.#known.has(path)) rmSync(path, { recursive: true, force: true })
  }
}

/** Folders come before what is in them. */
function pathsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.map(entry => join(entry.parentPath, entry.name))
}
