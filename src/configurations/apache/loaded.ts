import { basename, dirname, join } from 'node:path'
import type { Place, Remark, Start } from '../configuration.js'
import { BUILT_IN, isKnown, moduleFolder } from './modules.js'
import type { View } from './view.js'

/** The modules that a configuration loads, and what it takes to load them on this machine. */
export class Loaded {
  readonly #names = new Set(BUILT_IN)
  readonly #shown = new Map<string, string>()
  readonly #left: { readonly place: Place; readonly at: string; readonly module: string }[] = []

  constructor(
    private readonly view: View,
    private readonly all: boolean
  ) {}

  has(module: string): boolean {
    return this.#names.has(module) || (this.all && isKnown(module))
  }

  /** A line that loads a module: it stands in the file that Apache sees at that path. */
  load([name = '', path = '']: readonly string[], place: Place, at: string): void {
    const module = name.replace(/_module$/, '')
    const { files, layout } = this.view
    const so = path.startsWith('/') ? path : join(layout.home, path)
    const folder = moduleFolder(files)
    if (dirname(so) !== folder && !this.view.find(so) && basename(dirname(so)) === 'modules')
      this.#shown.set(dirname(so), folder)
    const here = this.view.find(so) !== undefined || files.exists(join(folder, basename(so)))
    if (BUILT_IN.includes(module) && !here && files.exists(folder)) this.#left.push({ place, at, module })
    this.#names.add(module)
  }

  /** Other packages put the modules elsewhere: this machine's are to be found there, too. */
  get shown(): Start['shown'] {
    return [...this.#shown].map(([at, from]) => ({ from, at }))
  }

  get remarks(): Remark[] {
    return this.#left.map(({ place, module }) => ({
      place,
      text: `${module} is part of this Apache: its line was left out`
    }))
  }

  /** Files without the lines that load what this machine's program has built in: it would refuse them. */
  written(textOf: (path: string) => string): Start['written'] {
    const files = new Map(this.#left.map(({ at, place }) => [at, place.file]))
    return [...files].map(([at, file]) => {
      const left = this.#left.filter(each => each.at === at).map(({ place }) => place.line)
      const lines = textOf(file).split('\n')
      return { at, text: lines.map((line, index) => (left.includes(index + 1) ? `# ${line}` : line)).join('\n') }
    })
  }
}
