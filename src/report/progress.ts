import { formatDuration } from '../core/duration.js'
import type { Event, Fact } from '../core/events.js'
import { clip } from './layout/columns.js'
import { glyphs } from './layout/glyphs.js'
import { line } from './layout/line.js'
import { paint } from './layout/paint.js'
import { legible } from './legible.js'
import type { Out } from './report.js'

/** One line that is rewritten in place while runs are under way. */
export interface Progress {
  take(event: Event): void
  /** Clears the line, so that something can be printed where it stood. */
  erase(): void
  end(): void
}

const OFTEN = 100
const NONE: Progress = { take() {}, erase() {}, end() {} }

/** A progress line where a person is watching; elsewhere nothing at all. `total` is how many runs are to come. */
export function createProgress(out: Out, total: number): Progress {
  if (!out.interactive) return NONE
  const began = Date.now()
  const runs = new Map<string, { title: string; doing: string }>()
  let done = 0
  let drawn = false
  const erase = () => {
    if (drawn) out.write('\r\x1b[2K')
    drawn = false
  }
  const draw = () => {
    erase()
    const text = [count(done, total), formatElapsed(Date.now() - began), running([...runs.values()])].filter(Boolean)
    const shown = clip(text.join('  '), out.columns - 1, glyphs(out.unicode).more)
    out.write(paint(line(shown, 'dim'), out.colour))
    drawn = true
  }
  const timer = setInterval(draw, OFTEN)
  timer.unref()
  return {
    take(event) {
      const safe = legible(event, out.unicode)
      if (safe.event === 'planned')
        runs.set(safe.run, { title: titleOf(safe.scenario.id, safe.remedy), doing: 'starts' })
      if (safe.event === 'fact') follow(runs, safe)
      if (safe.event === 'judged' && runs.delete(safe.run)) done += 1
    },
    erase,
    end() {
      clearInterval(timer)
      erase()
    }
  }
}

function follow(runs: Map<string, { title: string; doing: string }>, fact: Fact): void {
  const run = runs.get(fact.run)
  const doing = doingOf(fact)
  if (run !== undefined && doing !== undefined) run.doing = doing
}

/** What a fact means for somebody who waits. */
function doingOf(fact: Fact): string | undefined {
  if (fact.what === 'sent' && fact.side === 'client') return 'the client waits for the gateway'
  if (fact.what === 'accepted') return 'the gateway is connected to the upstream'
  if (fact.what === 'request') return 'the gateway waits for the upstream'
  if (fact.what === 'step') return `the upstream: ${fact.says}`
  if (fact.what === 'ended') return 'the client has its answer; the upstream comes to its end'
  return undefined
}

function count(done: number, total: number): string {
  return total > 1 ? `${done}/${total}` : ''
}

function running(runs: readonly { title: string; doing: string }[]): string {
  const [only] = runs
  if (runs.length === 1 && only !== undefined) return `${only.title}: ${only.doing}`
  return runs.map(run => run.title).join(', ')
}

function titleOf(scenario: string, remedy: string | null): string {
  return remedy === null ? scenario : `${scenario} + ${remedy}`
}

function formatElapsed(milliseconds: number): string {
  return milliseconds < 1000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : formatDuration(Math.round(milliseconds / 100) * 100)
}
