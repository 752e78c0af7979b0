import type { RemedyCard } from '../../core/lesson.js'
import { again } from '../again.js'
import { type Line, line } from '../layout/line.js'
import type { Told } from '../told.js'
import { type Page, prose, type Section, type Teller } from './section.js'

/** What helps and what does not, each with the command that proves it; after a remedy, the way back to the failure. */
export const remedies: Teller = (told, page) => {
  const { scenario, remedy } = told.planned
  if (remedy !== null) return [before(told, page)]
  const order = scenario.remedies.toSorted((a, b) => Number(a.trap) - Number(b.trap))
  return order.map((card, index): Section => {
    const known = order[index - 1]?.trap === card.trap
    return { label: known ? '' : card.trap ? 'a trap' : 'remedy', lines: linesOf(card, told, page) }
  })
}

function before(told: Told, page: Page): Section {
  const { answer } = told.planned.scenario
  const command = again(told.planned, null, page.command)
  return { label: 'before', lines: [line(`without it: ${answer}`), line(`  ${command}`, 'code')] }
}

function linesOf(card: RemedyCard, told: Told, page: Page): Line[] {
  const says = card.says === '' ? '' : `: ${card.says}`
  const words = prose(`${card.name} leads to ${card.leadsTo}${says}`, page.columns, 2)
  const command = again(told.planned, card.name, page.command)
  return [...words, line(`  ${command}`, 'code')]
}
