import { type FSWatcher, watch } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'

/** What files held at one moment; undefined for one that was not there. */
export type Contents = ReadonlyMap<string, string | undefined>

/** Editors write in several steps, or put another file in the place: after so many milliseconds without an event they are done. */
const QUIET = 50

/** Files of which one wants to know when what they hold has changed. */
export class WatchedFiles implements Disposable {
  readonly #watchers = new Map<string, FSWatcher>()
  readonly #names = new Set<string>()
  #stirred: () => void = () => {}

  constructor(private readonly files: readonly string[]) {}

  /** What they hold now; what is written from here on will be noticed. */
  async contents(): Promise<Contents> {
    await this.#watchAll()
    return new Map(await Promise.all(this.files.map(async file => [file, await textOf(file)] as const)))
  }

  /** Resolves with the files that hold something else than before, as soon as some do; with none when it is over. */
  async changed(before: Contents, over: AbortSignal): Promise<readonly string[]> {
    const row = new Row(over)
    this.#stirred = () => row.add()
    // What was written while nobody waited.
    row.add()
    while (await row.end()) {
      const now = await this.contents()
      const different = this.files.filter(file => now.get(file) !== before.get(file))
      if (different.length > 0) return different
    }
    return []
  }

  [Symbol.dispose](): void {
    for (const watcher of this.#watchers.values()) watcher.close()
  }

  /** Folders are watched, not files: an editor that puts a new file in the place of the old one would be lost. */
  async #watchAll(): Promise<void> {
    for (const file of this.files) {
      const path = resolve(file)
      for (const place of new Set([path, await realpath(path).catch(() => path)])) this.#watch(place)
    }
  }

  #watch(path: string): void {
    this.#names.add(basename(path))
    const folder = dirname(path)
    if (this.#watchers.has(folder)) return
    const watcher = watch(folder, (_event, name) => {
      if (name === null || this.#names.has(name)) this.#stirred()
    })
    // Where a folder can be watched no longer, it is when its files are looked at the next time.
    watcher.on('error', () => this.#watchers.delete(folder))
    this.#watchers.set(folder, watcher)
  }
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'latin1').catch(() => undefined)
}

/** Events that come in a row, taken for one when the row has ended. */
class Row {
  #ended = false
  #timer: NodeJS.Timeout | undefined
  #wake: () => void = () => {}

  constructor(private readonly over: AbortSignal) {
    over.addEventListener('abort', () => this.#end(), { once: true })
  }

  add(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#end(), QUIET)
  }

  /** True at the end of a row of events, false when it is over. */
  async end(): Promise<boolean> {
    if (!this.#ended && !this.over.aborted)
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    this.#ended = false
    return !this.over.aborted
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#ended = true
    this.#wake()
  }
}
