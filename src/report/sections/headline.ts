import type { Outcome } from '../../core/verdict.js'
import { answersText } from '../answers.js'
import { spread } from '../layout/columns.js'
import type { Glyphs } from '../layout/glyphs.js'
import { type Line, line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import { TONES, titleOf } from '../run-words.js'
import type { Told } from '../told.js'

/** The first line of a run: what was played, and how it came out. */
export function headline(told: Told, columns: number, signs: Glyphs): Line[] {
  const rows = wrap(
    [...line(titleOf(told.planned), 'strong'), ...line(`   ${told.planned.scenario.title}`)],
    columns,
    2
  )
  const outcome = line(outcomeText(told, signs), TONES[told.verdict.outcome])
  return [...rows.slice(0, -1), ...spread(rows.at(-1) ?? [], outcome, columns)]
}

function outcomeText({ verdict, seen, planned }: Told, signs: Glyphs): string {
  const answer = answersText(seen.answers, signs, verdict.answers)
  const texts: Readonly<Record<Outcome, string>> = {
    pass: `${answer}, as expected`,
    differs: `${answer}: differs, as recorded for ${planned.target.name}`,
    fail: `${answer}: FAILED`,
    skipped: 'skipped',
    broken: 'BROKEN'
  }
  return texts[verdict.outcome]
}
