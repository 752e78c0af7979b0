import type { ScenarioCard } from '../core/lesson.js'
import { requestsOf } from './client-plan.js'
import type { Expectations, Expected } from './expect.js'
import type { Scenario } from './scenario.js'

/** A scenario as lists and reports tell it. */
export function cardOf(scenario: Scenario): ScenarioCard {
  const { id, title, teaches, because, tags = [], common = false, lesson, remedies = {} } = scenario
  return {
    id,
    title,
    teaches,
    because,
    tags,
    common,
    lesson,
    answer: answerOf(scenario.client, scenario.expect),
    remedies: Object.entries(remedies).map(([name, remedy]) => ({
      name,
      trap: remedy.trap ?? false,
      says: remedy.says ?? '',
      leadsTo: answerOf(remedy.client ?? scenario.client, remedy.expect)
    }))
  }
}

/** The statuses that the expectations name, in the order of the requests: 504, 200 cut, 200 → 502. */
function answerOf(client: Scenario['client'], expected: Expected | undefined): string {
  const each = requestsOf(client).map(({ label, entry }) => expected?.byRequest[label] ?? entry.expect)
  const own = each.filter(known => known !== undefined)
  return oneAfterTheOther((own.length > 0 ? own : [expected?.all ?? {}]).map(inWords))
}

/** Answers in their order; the same again is told once. */
export function oneAfterTheOther(answers: readonly string[]): string {
  const told = answers.filter(answer => answer !== '')
  return told.filter((answer, at) => answer !== told[at - 1]).join(' → ')
}

/** An expected answer in words: 504, 200 cut. */
export function inWords(expected: Expectations): string {
  const statuses = (expected.status ?? []) as readonly (number | string)[]
  const cut = expected.complete === false ? ' cut' : ''
  return `${statuses.join(' or ')}${cut}`.trim()
}
