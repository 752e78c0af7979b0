import type { Finding } from '../../report/index.js'
import type { RunPlan } from '../../scenario/index.js'

/** What a probe needs to know besides the machine. */
export interface Question {
  /** Every scenario, as it would be played. */
  readonly plans: readonly RunPlan[]
  readonly env: NodeJS.ProcessEnv
}

/** What one probe found, without the name and the weight of what it looked for. */
export type Found = Omit<Finding, 'name' | 'weighs'>

/** Looks for one thing on this machine, by using it. */
export interface Probe {
  readonly name: string
  readonly weighs: Finding['weighs']
  /** A probe that throws has found that it is not there. */
  look(question: Question): Promise<Found>
}

/** It is there, and works. */
export function good(found: string): Found {
  return { state: 'good', found }
}

/** The names of scenarios, for what is lacking. */
export function namesOf(plans: readonly RunPlan[], fits: (plan: RunPlan) => boolean): string {
  return plans
    .filter(fits)
    .map(({ card }) => card.id)
    .sort()
    .join(', ')
}
