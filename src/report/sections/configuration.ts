import { line } from '../layout/line.js'
import { wrap } from '../layout/wrap.js'
import type { Teller } from './section.js'

/** With what the gateway was configured; told where the control has failed, since the reason may stand there. */
export const configuration: Teller = ({ facts }, { columns }) => {
  if (facts.some(fact => fact.side === 'client')) return []
  const texts = facts.flatMap(fact =>
    fact.side === 'gateway' && fact.what === 'listening' ? (fact.configuration ?? '').split('\n') : []
  )
  const told = texts.filter(text => text.trim() !== '')
  return told.length === 0 ? [] : [{ label: 'config', lines: told.flatMap(text => wrap(line(text), columns, 4)) }]
}
