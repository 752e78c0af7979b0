import type { Place, Remark, Start } from '../configuration.js'

interface Change {
  readonly place: Place
  /** The file as Apache sees it. */
  readonly at: string
  readonly text: string
  change(line: string): string
}

/** The few lines that cannot be taken as they are on this machine, and what stands there in the sandbox instead. */
export class ChangedLines {
  readonly #changes: Change[] = []

  /** A module that is part of the program: to load it is an error. */
  leaveOut(module: string, place: Place, at: string): void {
    const text = `${module} is part of this Apache: its line was left out`
    this.#changes.push({ place, at, text, change: line => `# ${line}` })
  }

  /** What is printed is read through sockets here, which nobody can open by name; /dev has files of the same meaning. */
  logs(args: readonly string[], place: Place, at: string): void {
    if (!args.some(arg => OUTPUT.test(arg))) return
    const text = '/proc/self/fd is /dev/stdout and /dev/stderr in the sandbox'
    this.#changes.push({
      place,
      at,
      text,
      change: line => line.replace(OUTPUT, (_, end: string) => DEVICES[end] ?? '')
    })
  }

  get remarks(): Remark[] {
    return this.#changes.map(({ place, text }) => ({ place, text }))
  }

  /** The files in which they stand. */
  written(textOf: (path: string) => string): Start['written'] {
    const files = new Map(this.#changes.map(({ at, place }) => [at, place.file]))
    return [...files].map(([at, file]) => {
      const changes = this.#changes.filter(each => each.at === at)
      const lines = textOf(file).split('\n')
      const changed = lines.map((line, index) =>
        changes.filter(({ place }) => place.line === index + 1).reduce((text, { change }) => change(text), line)
      )
      return { at, text: changed.join('\n') }
    })
  }
}

const OUTPUT = /\/proc\/self\/fd\/([12])\b/
const DEVICES: Readonly<Record<string, string>> = { '1': '/dev/stdout', '2': '/dev/stderr' }
