import type { KnownAnswer } from '../../core/lesson.js'
import type { Target } from '../../core/target.js'
import { demandsOf } from '../../runner/index.js'
import { knownAnswer, type Scenario, wordFor } from '../../scenario/index.js'
import { TARGETS } from '../../targets/index.js'

/** What the other gateways are known to answer; of a person's own scenario nothing is. */
export async function elsewhereFor(
  scenario: Scenario,
  remedy: string | null,
  { name }: Target
): Promise<KnownAnswer[]> {
  if (wordFor(scenario) !== scenario.id) return []
  const others = TARGETS.filter(target => target.name !== name)
  const known = await Promise.all(others.map(target => knownOf(target, scenario, remedy)))
  return known.filter(answer => answer !== undefined)
}

async function knownOf(target: Target, scenario: Scenario, remedy: string | null): Promise<KnownAnswer | undefined> {
  const known = await knownAnswer(target.name, scenario, remedy)
  if (known === undefined) return undefined
  const { version, answer, plan } = known
  const unsayable = target.cannotSay(demandsOf(plan)).length > 0
  return { target: target.name, product: target.product, version, answer: unsayable ? 'cannot be told' : answer }
}
