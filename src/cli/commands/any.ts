import { randomInt } from 'node:crypto'
import { allScenarios, planRun, type Scenario } from '../../scenario/index.js'

const SEEDS = 1000

/** A scenario that nobody has named, and the number that leads to it again. */
export interface Drawn {
  readonly scenario: Scenario
  readonly seed: number
}

/** Draws a scenario that fails and can be played. Seeds in a row lead to each of them once before any comes again. */
export async function drawScenario(seed = randomInt(1, SEEDS)): Promise<Drawn> {
  const scenarios = (await allScenarios()).filter(isWorthGuessing).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return { scenario: scenarios[(seed * STRIDE) % scenarios.length] as Scenario, seed }
}

/** A prime, so that neighbouring seeds are no neighbours in the list. */
const STRIDE = 7919

function isWorthGuessing(scenario: Scenario): boolean {
  return !scenario.tags?.includes('control') && planRun(scenario, { speed: 1, limits: {} }).later.length === 0
}
