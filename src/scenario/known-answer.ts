import { inWords, oneAfterTheOther } from './card.js'
import { planRun, type RunPlan } from './plan.js'
import { recordFor, recordsOf } from './recorded.js'
import type { Scenario } from './scenario.js'

/** What a target is known to answer, and with which version that was measured; undefined for one of which nothing is recorded. */
export async function knownAnswer(
  target: string,
  scenario: Scenario,
  remedy: string | null
): Promise<{ readonly version: string; readonly answer: string; readonly plan: RunPlan } | undefined> {
  const records = await recordsOf(target)
  if (records === undefined) return undefined
  const recorded = await recordFor({ name: target, version: records.measured }, scenario.id, remedy)
  const plan = planRun(scenario, { remedy: remedy ?? undefined, speed: 1, limits: {}, recorded })
  const known = plan.recorded?.[0]?.answers ?? []
  const answers = plan.expected.answers.map((usual, at) => inWords({ ...usual, ...known[at] }))
  return { version: records.measured, answer: oneAfterTheOther(answers.map(withoutStatus)), plan }
}

/** A scenario writes none where the client gets no status at all. */
function withoutStatus(answer: string): string {
  return answer.replace(/none( cut)?/g, 'no status')
}
