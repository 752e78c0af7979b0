import type { Outcome } from '../../core/verdict.js'
import { answersText } from '../answers.js'
import { spread } from '../layout/columns.js'
import { type Line, line, type Tone } from '../layout/line.js'
import type { Told } from '../told.js'

const TONES: Readonly<Record<Outcome, Tone>> = {
  pass: 'good',
  differs: 'warn',
  fail: 'bad',
  skipped: 'dim',
  broken: 'bad'
}

/** The first line of a run: what was played, and how it came out. */
export function headline(told: Told, columns: number, times: string): Line[] {
  const { scenario, remedy } = told.planned
  const id = remedy === null ? scenario.id : `${scenario.id} + ${remedy}`
  const left = [...line(id, 'strong'), ...line(`   ${scenario.title}`)]
  return spread(left, line(outcomeText(told, times), TONES[told.verdict.outcome]), columns)
}

function outcomeText({ verdict, seen, planned }: Told, times: string): string {
  const answer = answersText(seen.answers, times)
  const texts: Readonly<Record<Outcome, string>> = {
    pass: `${answer}, as expected`,
    differs: `${answer}: differs, as recorded for ${planned.target.name}`,
    fail: `${answer}: FAILED`,
    skipped: 'skipped',
    broken: 'BROKEN'
  }
  return texts[verdict.outcome]
}
