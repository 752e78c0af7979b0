import type { Demand } from '../demand.js'
import { has } from './has.js'
import { answered, never, neverMadeWhole } from './never.js'
import { page, pageContains } from './page.js'
import { passedOn } from './passed-on.js'
import { neverTwice, sentAtMost } from './sent.js'
import { statusIs } from './status.js'
import { within } from './within.js'

/** All that can be asked of an answer. */
export const DEMANDS: readonly Demand[] = [
  within,
  statusIs,
  never,
  sentAtMost,
  page,
  pageContains,
  has,
  neverMadeWhole,
  answered,
  neverTwice,
  passedOn
]

/** The demand of that name. */
export function demandNamed(name: string): Demand | undefined {
  return DEMANDS.find(known => known.name === name)
}
