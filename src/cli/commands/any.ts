import { createHash, randomInt } from 'node:crypto'
import { Trouble } from '../../core/errors.js'
import type { Target } from '../../core/target.js'
import { demandsOf } from '../../runner/index.js'
import { allScenarios, planRun, type Scenario, wordFor } from '../../scenario/index.js'

/** A scenario that nobody has named, and the number that leads to it again. */
export interface Drawn {
  readonly scenario: Scenario
  readonly seed: number
}

/** Draws a scenario that fails, and that this target can play. */
export async function drawScenario(target: Target, seed?: number): Promise<Drawn> {
  return drawFrom(await candidatesFor(target), target, seed)
}

/** All that can be drawn for a target. */
export async function candidatesFor(target: Target): Promise<Scenario[]> {
  return (await allScenarios())
    .filter(scenario => canBeDrawn(scenario, target))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Draws one of them. Small seeds in a row lead to each of them once before any comes again;
 * a seed of six digits is the number of one scenario, and stays so whatever comes to stand beside it.
 */
export function drawFrom(scenarios: readonly Scenario[], target: Target, seed?: number): Drawn {
  if (seed === undefined) return drawnByLot(scenarios)
  if (seed >= FIRST_NUMBER) return { scenario: ownerOf(seed, scenarios, target), seed }
  return { scenario: scenarios[(seed * STRIDE) % scenarios.length] as Scenario, seed }
}

/** The number of a scenario: six digits that follow from its name alone. */
export function numberOf({ id }: Pick<Scenario, 'id'>): number {
  return FIRST_NUMBER + (createHash('sha256').update(id).digest().readUInt32BE() % NUMBERS)
}

const FIRST_NUMBER = 100_000
const NUMBERS = 900_000

/** A prime, so that neighbouring seeds are no neighbours in the list. */
const STRIDE = 7919

function drawnByLot(scenarios: readonly Scenario[]): Drawn {
  const scenario = scenarios[randomInt(scenarios.length)] as Scenario
  return { scenario, seed: numberOf(scenario) }
}

function ownerOf(seed: number, scenarios: readonly Scenario[], target: Target): Scenario {
  const owner = scenarios.find(scenario => numberOf(scenario) === seed)
  if (owner !== undefined) return owner
  const found = `expected the number of a scenario that ${target.name} can play, found ${seed}`
  throw new Trouble('usage', `--seed: ${found}`, `Every seed below ${FIRST_NUMBER} draws one.`)
}

/** Whether it is one of ours that fails, and that this target can play. */
export function canBeDrawn(scenario: Scenario, target: Target): boolean {
  const plan = planRun(scenario, { speed: 1, limits: {} })
  const canBePlayed = plan.later.length === 0 && target.cannotSay(demandsOf(plan)).length === 0
  return canBePlayed && wordFor(scenario) === scenario.id && !scenario.tags?.includes('control')
}
