import { randomInt } from 'node:crypto'
import type { Target } from '../../core/target.js'
import { demandsOf } from '../../runner/index.js'
import { allScenarios, planRun, type Scenario } from '../../scenario/index.js'

const SEEDS = 1000

/** A scenario that nobody has named, and the number that leads to it again. */
export interface Drawn {
  readonly scenario: Scenario
  readonly seed: number
}

/** Draws a scenario that fails, and that this target can play. Seeds in a row lead to each of them once before any comes again. */
export async function drawScenario(target: Target, seed = randomInt(1, SEEDS)): Promise<Drawn> {
  const scenarios = (await allScenarios())
    .filter(scenario => isWorthGuessing(scenario, target))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return { scenario: scenarios[(seed * STRIDE) % scenarios.length] as Scenario, seed }
}

/** A prime, so that neighbouring seeds are no neighbours in the list. */
const STRIDE = 7919

function isWorthGuessing(scenario: Scenario, target: Target): boolean {
  const plan = planRun(scenario, { speed: 1, limits: {} })
  const canBePlayed = plan.later.length === 0 && target.cannotSay(demandsOf(plan)).length === 0
  return canBePlayed && !scenario.tags?.includes('control')
}
