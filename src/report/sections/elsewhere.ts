import type { KnownAnswer } from '../../core/lesson.js'
import { line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Teller } from './section.js'

/** What other gateways are known to answer, those that answer the same together. */
export const elsewhere: Teller = ({ planned: { elsewhere: known = [] } }, { columns }) => {
  if (known.length === 0) return []

  const lines = [...grouped(known)].flatMap(([answer, gateways]) =>
    wrap([...line(`${answer}: `, 'strong'), ...line(gateways.join(', '))], columns, answer.length + 2)
  )
  return [{ label: 'elsewhere', lines }]
}

function grouped(known: readonly KnownAnswer[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { answer, product, version } of known)
    groups.set(answer, [...(groups.get(answer) ?? []), `${product} ${version}`])
  return groups
}
