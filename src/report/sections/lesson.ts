import { line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import { prose, type Section, type Teller } from './section.js'

/** Which kind of failure it is and why it gets this answer; then the lesson. A remedy is told by its own part of it alone. */
export const lesson: Teller = ({ planned }, { columns }) => {
  const { scenario, remedy } = planned
  const part = (label: keyof typeof scenario.lesson): Section => ({
    label,
    lines: prose(scenario.lesson[label], columns)
  })
  const card = scenario.remedies.find(each => each.name === remedy)
  if (card !== undefined) return [part(card.trap ? 'trap' : 'fix')]
  const kind = scenario.teaches === 'none' ? [] : line(`${scenario.teaches}: `, 'strong')
  const because = { label: 'because', lines: wrap([...kind, ...line(scenario.because)], columns) }
  return [because, part('symptom'), part('noticed'), part('check'), part('fix'), part('trap')]
}
