import type { Outcome } from '../../core/verdict.js'
import { answersText } from '../answers.js'
import { spread } from '../layout/columns.js'
import type { Glyphs } from '../layout/glyphs.js'
import { type Line, line, type Tone } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Told } from '../told.js'

const TONES: Readonly<Record<Outcome, Tone>> = {
  pass: 'good',
  differs: 'warn',
  fail: 'bad',
  skipped: 'dim',
  broken: 'bad'
}

/** The first line of a run: what was played, and how it came out. */
export function headline(told: Told, columns: number, signs: Glyphs): Line[] {
  const { scenario, remedy } = told.planned
  const id = remedy === null ? scenario.id : `${scenario.id} + ${remedy}`
  const rows = wrap([...line(id, 'strong'), ...line(`   ${scenario.title}`)], columns, 2)
  const outcome = line(outcomeText(told, signs), TONES[told.verdict.outcome])
  return [...rows.slice(0, -1), ...spread(rows.at(-1) ?? [], outcome, columns)]
}

function outcomeText({ verdict, seen, planned }: Told, signs: Glyphs): string {
  const answer = answersText(seen.answers, signs)
  const texts: Readonly<Record<Outcome, string>> = {
    pass: `${answer}, as expected`,
    differs: `${answer}: differs, as recorded for ${planned.target.name}`,
    fail: `${answer}: FAILED`,
    skipped: 'skipped',
    broken: 'BROKEN'
  }
  return texts[verdict.outcome]
}
