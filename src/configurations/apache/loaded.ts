import { basename, dirname, join } from 'node:path'
import type { Start } from '../configuration.js'
import { BUILT_IN, isKnown, moduleFolder } from './modules.js'
import type { View } from './view.js'

/** The modules that a configuration loads, and what it takes to load them on this machine. */
export class Loaded {
  readonly #names = new Set(BUILT_IN)
  readonly #shown = new Map<string, string>()

  constructor(
    private readonly view: View,
    private readonly all: boolean
  ) {}

  has(module: string): boolean {
    return this.#names.has(module) || (this.all && isKnown(module))
  }

  /** A line that loads a module. Says whether this machine's program has built it in: it would refuse that line. */
  load([name = '', path = '']: readonly string[]): { readonly builtIn: string | undefined } {
    const module = name.replace(/_module$/, '')
    const { files, layout } = this.view
    const so = path.startsWith('/') ? path : join(layout.home, path)
    const folder = moduleFolder(files)
    if (dirname(so) !== folder && !this.view.find(so) && basename(dirname(so)) === 'modules')
      this.#shown.set(dirname(so), folder)
    const here = this.view.find(so) !== undefined || files.exists(join(folder, basename(so)))
    this.#names.add(module)
    return { builtIn: BUILT_IN.includes(module) && !here && files.exists(folder) ? module : undefined }
  }

  /** Other packages put the modules elsewhere: this machine's are to be found there, too. */
  get shown(): Start['shown'] {
    return [...this.#shown].map(([at, from]) => ({ from, at }))
  }
}
