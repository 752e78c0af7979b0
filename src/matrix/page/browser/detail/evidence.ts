import type { CellData } from '../../data.js'
import { type Child, element } from '../element.js'
import { copied } from './command.js'
import type { Opened } from './place.js'
import { legibleBytes } from './signs.js'

/** What the client got, byte for byte. */
export function received({ cell }: Opened): Child {
  const requests = cell.rounds.find(({ answers }) => answers.length > 0)?.answers ?? []
  const blocks = cell.received.flatMap(({ text: lines, left }, at) => {
    const label = cell.received.length > 1 ? element('h4', {}, element('code', {}, requests[at]?.request ?? '')) : null
    const bytes = lines.join('\n')
    if (bytes === '') return [label, element('p', { class: 'none' }, 'not a byte')]
    const more = left > 0 ? element('p', { class: 'more' }, `and ${left} bytes more`) : null
    return [label, element('pre', { class: 'bytes', tabindex: 0 }, legibleBytes(bytes)), more]
  })
  return side('client', 'What the client got', blocks)
}

/** What reached the upstream. */
export function arrived({ cell }: Opened): Child {
  const requests = cell.arrived.map(request => element('li', {}, element('code', {}, request)))
  const list = requests.length === 0 ? element('p', { class: 'none' }, 'no request') : element('ol', {}, requests)
  return side('upstream', 'What reached the upstream', [list])
}

/** What the gateway wrote into its log, and how it is read. */
export function logged({ cell }: Opened): Child {
  const lines = cell.log.flatMap(entry => [
    element('pre', { tabindex: 0 }, entry.raw.join('\n')),
    element('p', { class: 'reading' }, readingOf(entry))
  ])
  const left = cell.leftOut.log > 0 ? element('p', { class: 'more' }, `and ${cell.leftOut.log} lines more`) : null
  const none = lines.length === 0 ? element('p', { class: 'none' }, 'nothing') : null
  return side('gateway', 'What the gateway logged', [...lines, left, none])
}

/** What the gateway was configured with. */
export function configuration({ cell }: Opened): Child {
  if (cell.configuration.length === 0) return []
  const content = copied(cell.configuration.join('\n'), 'Copy the configuration')
  return [element('details', {}, element('summary', {}, 'The configuration of the gateway'), content)]
}

function readingOf({ phase, error, flag }: CellData['log'][number]): Child[] {
  const facts = [
    ['phase', phase],
    ['error', error],
    ['flag', flag]
  ]
  const told = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [element('span', {}, `${name} `, element('b', {}, value))]
  )
  return told.length === 0 ? ['no failure is read from it'] : told
}

function side(name: string, title: string, content: readonly Child[]): Child {
  return content.length === 0 ? [] : [element('section', { class: `side ${name}` }, element('h3', {}, title), content)]
}
