import { table } from '../layout/columns.js'
import { type Glyphs, glyphs } from '../layout/glyphs.js'
import { blank, type Line, line } from '../layout/line.js'
import { paint } from '../layout/paint.js'
import { type Amount, type Out, pageWidth, type Report } from '../report.js'
import { LABELS, prose, setSection } from '../sections/section.js'
import { terminalReport } from '../terminal.js'
import { Gathering } from '../told.js'
import { type Compared, compare } from './comparison.js'
import type { Prediction } from './questions.js'

/** Tells a run in full, and then what of it somebody had expected of one of its requests. */
export function predictionReport(out: Out, amount: Amount, prediction: Prediction, request: number): Report {
  const page = terminalReport(out, amount)
  const gathering = new Gathering(out.unicode)
  return {
    take(event) {
      page.take(event)
      const told = gathering.take(event)
      if (told === undefined || told.verdict.outcome === 'skipped' || told.verdict.outcome === 'broken') return
      const lines = linesOf(compare(prediction, told, request), out)
      out.write(`\n${lines.map(each => `${paint(each, out.colour)}\n`).join('')}`)
    },
    finish: () => page.finish()
  }
}

function linesOf(compared: readonly Compared[], out: Out): Line[] {
  const signs = glyphs(out.unicode)
  const rows = table([
    [[], line('you said', 'dim'), line('it was', 'dim')],
    ...compared.map(each => [signed(each, signs), line(each.predicted), line(each.happened)])
  ])
  const right = compared.filter(each => each.right).length
  const columns = pageWidth(out) - LABELS
  const lines = rows.flatMap((row, at) => [row, ...whyWrong(compared[at - 1], columns)])
  const score = line(`${right} of ${compared.length} right`, right === compared.length ? 'good' : 'strong')
  return setSection({ label: 'predicted', lines: [...lines, score] })
}

function signed({ name, right }: Compared, signs: Glyphs): Line {
  return [...line(right ? signs.ok : signs.bad, right ? 'good' : 'bad'), ...line(` ${name}`)]
}

function whyWrong(compared: Compared | undefined, columns: number): Line[] {
  if (compared === undefined || compared.right) return []
  return prose(compared.why, columns - 2, 0).map(each => [...blank(2), ...each])
}
