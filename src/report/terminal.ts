import type { Outcome } from '../core/verdict.js'
import { glyphs } from './layout/glyphs.js'
import type { Line } from './layout/line.js'
import { paint } from './layout/paint.js'
import { createProgress } from './progress.js'
import { type Amount, type Out, pageWidth, type Report } from './report.js'
import { answer } from './sections/answer.js'
import { asked } from './sections/asked.js'
import { bytes } from './sections/bytes.js'
import { checks } from './sections/checks.js'
import { configuration } from './sections/configuration.js'
import { database } from './sections/database.js'
import { elsewhere } from './sections/elsewhere.js'
import { headline } from './sections/headline.js'
import { lesson } from './sections/lesson.js'
import { log } from './sections/log.js'
import { reason } from './sections/reason.js'
import { remedies } from './sections/remedies.js'
import { retry } from './sections/retry.js'
import { LABELS, type Page, setSection, type Teller } from './sections/section.js'
import { timeline } from './sections/timeline.js'
import { Gathering, type Told } from './told.js'

/** What is told of a run, in this order; a blank line parts the groups. */
const WHOLE: readonly (readonly Teller[])[] = [
  [asked],
  [timeline],
  [bytes],
  [answer, log, database],
  [checks, retry],
  [lesson, elsewhere],
  [remedies]
]

const GROUPS: Readonly<Record<Outcome, typeof WHOLE>> = {
  pass: WHOLE,
  differs: WHOLE,
  fail: WHOLE,
  skipped: [[reason]],
  broken: [[reason], [asked], [timeline], [bytes], [log], [configuration]]
}

/** What is told only when somebody wants to see everything. */
const VERBOSE: readonly Teller[] = [bytes]

/** Tells a run in full as soon as it has its verdict; until then, on a terminal, what is going on. */
export function terminalReport(out: Out, { runs, verbose = false }: Amount): Report {
  const gathering = new Gathering(out.unicode)
  const progress = createProgress(out, runs)
  let told = 0
  return {
    take(event) {
      progress.take(event)
      const run = gathering.take(event)
      if (run === undefined) return
      progress.erase()
      out.write(`${told > 0 ? '\n' : ''}${runPage(run, out, verbose)}`)
      told += 1
    },
    finish() {
      progress.end()
    }
  }
}

/** The whole page about one run. */
function runPage(told: Told, out: Out, verbose: boolean): string {
  const columns = pageWidth(out)
  const page: Page = { columns: columns - LABELS, signs: glyphs(out.unicode), command: out.command }
  const groups = GROUPS[told.verdict.outcome].map(group =>
    group
      .filter(teller => verbose || !VERBOSE.includes(teller))
      .flatMap(teller => teller(told, page).flatMap(setSection))
  )
  const head = headline(told, columns, page.signs)
  const lines: Line[] = [head, ...groups.filter(group => group.length > 0)].flatMap((group, index) =>
    index === 0 ? group : [[], ...group]
  )
  return lines.map(each => `${paint(each, out.colour)}\n`).join('')
}
