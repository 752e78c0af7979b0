import { formatDuration } from '../core/duration.js'
import { answersText } from './answers.js'
import { failureWords } from './failure-words.js'
import type { Glyphs } from './layout/glyphs.js'
import { titleWithTarget } from './run-words.js'
import type { Told } from './told.js'

/** Runs of one scenario with one remedy on one target. */
interface Cell {
  readonly title: string
  readonly verdicts: Map<string, number>
  readonly waits: number[]
}

/** Counts which runs of the same thing came out the same. */
export class Repeats {
  readonly #cells = new Map<string, Cell>()
  constructor(readonly signs: Glyphs) {}

  /** Notes a run; true when its like has not come out this way before. */
  add(told: Told): boolean {
    const cell = this.#cellOf(told)
    const verdict = verdictText(told, this.signs)
    const seen = cell.verdicts.get(verdict) ?? 0
    cell.verdicts.set(verdict, seen + 1)
    const waited = waitedFor(told)
    if (waited !== undefined) cell.waits.push(waited)
    return seen === 0
  }

  /** One text for each: 100 runs, 100 the same: 504 connection_read_timeout; and how long they took. */
  texts(): { title: string; same: boolean; lines: string[] }[] {
    return [...this.#cells.values()].map(({ title, verdicts, waits }) => {
      const kinds = [...verdicts].sort(([, a], [, b]) => b - a)
      const runs = kinds.reduce((sum, [, count]) => sum + count, 0)
      const [most = ['', 0], ...others] = kinds
      const first = `${runs} runs, ${most[1]} the same: ${most[0]}${spanOf(waits)}`
      return {
        title,
        same: others.length === 0,
        lines: [first, ...others.map(([text, count]) => `${count} differed: ${text}`)]
      }
    })
  }

  #cellOf(told: Told): Cell {
    const title = titleWithTarget(told.planned)
    const known = this.#cells.get(title)
    if (known !== undefined) return known
    const cell = { title, verdicts: new Map<string, number>(), waits: [] }
    this.#cells.set(title, cell)
    return cell
  }
}

/** The scenario's milliseconds from the first request to the last answer. */
export function waitedFor({ seen, time }: Told): number | undefined {
  const ends = seen.answers.map(answer => answer.endedAt)
  return ends.every(Number.isFinite) ? time(Math.max(...ends)) : undefined
}

/** All of a verdict that must be the same each time; no times. */
function verdictText({ verdict, seen, planned }: Told, signs: Glyphs): string {
  if (verdict.outcome === 'skipped' || verdict.outcome === 'broken') return `${verdict.outcome}: ${verdict.why ?? ''}`
  const failed = verdict.checks.filter(check => !check.ok).map(check => check.name)
  const reasons = [...new Set(seen.log.flatMap(entry => entry.error ?? []))]
  const words = [...new Set(seen.log.map(entry => failureWords(entry, planned.limits)))].filter(text => text !== '')
  const shown = [answersText(seen.answers, signs, verdict.answers), ...reasons].join(' ')
  return [verdict.outcome, shown, ...words, ...failed.map(name => `${name} not as expected`)].join(', ')
}

function spanOf(waits: readonly number[]): string {
  if (waits.length === 0) return ''
  const [least, most] = [formatDuration(Math.min(...waits)), formatDuration(Math.max(...waits))]
  return least === most ? `, after ${least}` : `, after ${least} to ${most}`
}
