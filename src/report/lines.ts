import { formatDuration } from '../core/duration.js'
import type { Summary } from '../core/events.js'
import type { Outcome } from '../core/verdict.js'
import { again } from './again.js'
import { answersText } from './answers.js'
import { pad } from './layout/columns.js'
import { type Glyphs, glyphs } from './layout/glyphs.js'
import { blank, type Line, line } from './layout/line.js'
import { paint } from './layout/paint.js'
import { wrap } from './layout/wrap.js'
import { createProgress } from './progress.js'
import { Repeats, waitedFor } from './repeats.js'
import { type Amount, type Out, pageWidth, type Report } from './report.js'
import { TONES, titleWithTarget } from './run-words.js'
import { failedLines } from './sections/checks.js'
import { Gathering, type Told } from './told.js'

const WORDS: readonly (readonly [Outcome, string])[] = [
  ['pass', 'as expected'],
  ['differs', 'as recorded'],
  ['fail', 'FAILED'],
  ['skipped', 'skipped'],
  ['broken', 'BROKEN']
]
const TITLE = 34

/** One line for each run as it ends. When runs are repeated, only what came out for the first time has a line; the rest is counted. */
export function linesReport(out: Out, amount: Amount): Report {
  const gathering = new Gathering(out.unicode)
  const progress = createProgress(out, amount.runs)
  const repeats = new Repeats(glyphs(out.unicode))
  const write = (lines: readonly Line[]) => {
    progress.erase()
    out.write(lines.map(each => `${paint(each, out.colour)}\n`).join(''))
  }
  return {
    take(event) {
      progress.take(event)
      const told = gathering.take(event)
      if (told !== undefined && (repeats.add(told) || amount.repeat === 1)) write(linesOf(told, out))
      if (event.event === 'summary')
        write([...(amount.repeat > 1 ? repeatLines(repeats, out) : []), ...summaryLines(event)])
    },
    finish() {
      progress.end()
    }
  }
}

function linesOf(told: Told, out: Out): Line[] {
  const signs = glyphs(out.unicode)
  const { outcome } = told.verdict
  const head = [
    ...line(`${signOf(outcome, signs)} `, TONES[outcome]),
    ...pad(line(titleWithTarget(told.planned)), TITLE),
    ...blank(2)
  ]
  const page = { columns: pageWidth(out) - 4, signs, command: out.command }
  const failed = told.verdict.checks.filter(check => !check.ok)
  const many = told.planned.requests.length > 1
  return [
    ...wrap([...head, ...resultOf(told, signs)], pageWidth(out), 4),
    ...failed.flatMap(check => failedLines(check, many, page)).map(each => [...blank(4), ...each]),
    ...(outcome === 'fail' || outcome === 'broken' ? [wayToSee(told, out)] : [])
  ]
}

/** How to see such a run in full. */
function wayToSee({ planned }: Told, out: Out): Line {
  return [...blank(4), ...line(again(planned, planned.remedy, out.command), 'code')]
}

function signOf(outcome: Outcome, signs: Glyphs): string {
  const all = { pass: signs.ok, differs: signs.differs, fail: signs.bad, skipped: signs.skipped, broken: signs.bad }
  return all[outcome]
}

/** What a line says behind the title: the answer and its time, or why there is none. */
function resultOf(told: Told, signs: Glyphs): Line {
  const { outcome, why, next, checks } = told.verdict
  if (outcome === 'skipped' || outcome === 'broken') {
    const word = outcome === 'broken' ? 'BROKEN' : outcome
    const wayOut = next === undefined ? [] : line(` (${next})`, 'dim')
    return [...line(`${word}: ${why ?? 'nobody said why'}`, TONES[outcome]), ...wayOut]
  }
  const waited = waitedFor(told)
  const after = waited === undefined ? '' : ` after ${formatDuration(waited)}`
  const recorded = checks.find(check => check.recorded !== undefined)?.recorded
  const remark = outcome === 'differs' && recorded !== undefined ? line(`  recorded: ${recorded}`, 'warn') : []
  return [...line(answersText(told.seen.answers, signs, told.verdict.answers)), ...line(after, 'dim'), ...remark]
}

function repeatLines(repeats: Repeats, out: Out): Line[] {
  return repeats
    .texts()
    .flatMap(({ title, same, lines }) => [
      [],
      line(title, 'strong'),
      ...lines.flatMap((text, row) =>
        wrap([...blank(2), ...line(text, row > 0 ? 'bad' : same ? 'good' : 'plain')], pageWidth(out), 4)
      )
    ])
}

function summaryLines({ runs, outcomes, milliseconds }: Summary): Line[] {
  const counts = WORDS.filter(([outcome]) => outcomes[outcome] > 0)
  const texts = counts.flatMap(([outcome, word]) => [
    ...line(', '),
    ...line(`${outcomes[outcome]} ${word}`, TONES[outcome])
  ])
  const all = line(`${runs} ${runs === 1 ? 'run' : 'runs'} in ${formatDuration(milliseconds)}`)
  return [[], [...all, ...line(':'), ...blank(1), ...texts.slice(1)]]
}
