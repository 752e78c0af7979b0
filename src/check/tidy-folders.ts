import { lstatSync, readdirSync, rmSync } from 'node:fs'
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

/** Folders come before what is in them. What is shown of the machine cannot be written to, and may be large: nobody looks there. */
function pathsIn(folder: string): string[] {
  const device = lstatSync(folder, { throwIfNoEntry: false })?.dev
  const within = (parent: string): string[] =>
    namesIn(parent).flatMap(name => {
      const path = join(parent, name)
      const found = lstatSync(path, { throwIfNoEntry: false })
      if (found === undefined || found.dev !== device) return []
      return found.isDirectory() ? [path, ...within(path)] : [path]
    })
  return within(folder)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
