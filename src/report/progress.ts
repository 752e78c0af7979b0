import type { Event } from '../core/events.js'
import { doingOf } from './doing.js'
import { clip } from './layout/columns.js'
import { glyphs } from './layout/glyphs.js'
import { line } from './layout/line.js'
import { paint } from './layout/paint.js'
import { legible } from './legible.js'
import type { Out } from './report.js'
import { titleOf } from './run-words.js'

/** One line that is rewritten in place while runs are under way. */
export interface Progress {
  take(event: Event): void
  /** Clears the line, so that something can be printed where it stood. */
  erase(): void
  end(): void
}

const OFTEN = 100
const ERASE = '\r\x1b[2K'
const NONE: Progress = { take() {}, erase() {}, end() {} }

/** A progress line where a person is watching; elsewhere nothing at all. `total` is how many runs are to come. */
export function createProgress(out: Out, total: number): Progress {
  return out.interactive ? new ProgressLine(out, total) : NONE
}

class ProgressLine implements Progress {
  readonly #runs = new Map<string, { title: string; doing: string }>()
  readonly #began = performance.now()
  readonly #timer: NodeJS.Timeout
  #done = 0
  #drawn = false

  constructor(
    readonly out: Out,
    readonly total: number
  ) {
    this.#timer = setInterval(() => this.#draw(), OFTEN)
    this.#timer.unref()
  }

  take(event: Event): void {
    const safe = legible(event, this.out.unicode)
    if (safe.event === 'planned') this.#runs.set(safe.run, { title: titleOf(safe), doing: 'starts' })
    if (safe.event === 'judged' && this.#runs.delete(safe.run)) this.#done += 1
    const run = safe.event === 'fact' ? this.#runs.get(safe.run) : undefined
    if (run !== undefined && safe.event === 'fact') run.doing = doingOf(safe) ?? run.doing
  }

  erase(): void {
    if (this.#drawn) this.out.write(ERASE)
    this.#drawn = false
  }

  end(): void {
    clearInterval(this.#timer)
    this.erase()
  }

  #draw(): void {
    const elapsed = `${((performance.now() - this.#began) / 1000).toFixed(1)} s`
    const count = this.total > 1 ? `${this.#done}/${this.total}  ` : ''
    const text = clip(`${count}${elapsed}  ${this.#running()}`, this.out.columns - 1, glyphs(this.out.unicode).more)
    this.erase()
    this.out.write(paint(line(text, 'dim'), this.out.colour))
    this.#drawn = true
  }

  #running(): string {
    const runs = [...this.#runs.values()]
    if (runs.length > 1) return [...new Set(runs.map(run => run.title))].join(', ')
    return runs.map(run => `${run.title}: ${run.doing}`).join('')
  }
}
