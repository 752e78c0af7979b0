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
  const answers = (own.length > 0 ? own : [expected?.all ?? {}]).map(inWords).filter(answer => answer !== '')
  return answers.filter((answer, at) => answer !== answers[at - 1]).join(' → ')
}

function inWords(expected: Expectations): string {
  const statuses = (expected.status ?? []) as readonly (number | string)[]
  const cut = expected.complete === false ? ' cut' : ''
  return `${statuses.join(' or ')}${cut}`.trim()
}
