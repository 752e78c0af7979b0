import type { RemedyCard } from '../../core/lesson.js'
import { type Line, line } from '../layout/line.js'
import type { Told } from '../told.js'
import { type Page, prose, type Section, type Teller } from './section.js'

/** What helps and what does not, each with the command that proves it; after a remedy, the way back to the failure. */
export const remedies: Teller = (told, page) => {
  const { scenario, remedy } = told.planned
  if (remedy !== null)
    return [{ label: 'before', lines: [line(page.command(scenario.id, ...targetOption(told)), 'code')] }]
  const order = scenario.remedies.toSorted((a, b) => Number(a.trap) - Number(b.trap))
  return order.map((card, index): Section => {
    const known = order[index - 1]?.trap === card.trap
    return { label: known ? '' : card.trap ? 'a trap' : 'remedy', lines: linesOf(card, told, page) }
  })
}

function linesOf(card: RemedyCard, told: Told, page: Page): Line[] {
  const says = card.says === '' ? '' : `: ${card.says}`
  const words = prose(`${card.name} leads to ${card.leadsTo}${says}`, page.columns, 2)
  const command = page.command(told.planned.scenario.id, '--remedy', card.name, ...targetOption(told))
  return [...words, line(`  ${command}`, 'code')]
}

/** The reference gateway is what a command means when it names no target. */
function targetOption({ planned }: Told): string[] {
  return planned.target.name === 'reference' ? [] : ['--target', planned.target.name]
}
