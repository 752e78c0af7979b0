import { writeDuration } from '../../core/duration.js'
import type { Limits } from '../../core/limits.js'
import { counted } from '../answers.js'
import { line } from '../layout/line.js'
import { flow } from '../layout/wrap.js'
import { prose, type Section, type Teller } from './section.js'

const LIMITS: readonly (keyof Limits)[] = ['connect', 'read', 'write', 'head', 'total', 'keepalive']

/** What was asked of whom, under which limits. */
export const asked: Teller = ({ planned }, page) => {
  const { target, limits, speed, remedy, scenario } = planned
  const requests = counted(planned.requests).map(([label, count]) =>
    line(count === 1 ? label : `${count} ${page.signs.times} ${label}`, 'strong')
  )
  const written = LIMITS.flatMap(name => (limits[name] === undefined ? [] : [`${name} ${writeDuration(limits[name])}`]))
  const through = [`${target.product} ${target.version}`.trim(), ...written].map(text => line(text))
  const sections: Section[] = [
    { label: 'asked', lines: flow(requests, page.columns) },
    { label: 'through', lines: flow(through, page.columns) }
  ]
  const card = scenario.remedies.find(each => each.name === remedy)
  if (card !== undefined && card.says !== '') {
    sections.push({ label: card.trap ? 'trap' : 'remedy', lines: prose(card.says, page.columns) })
  }
  if (speed !== 1) {
    const text = `${speed} times as fast; times are the scenario's, only the gateway's own lines tell real ones`
    sections.push({ label: 'speed', lines: prose(text, page.columns) })
  }
  return sections
}
