import { formatDuration } from '../../../../core/duration.js'
import { type Child, element } from '../element.js'
import type { Opened } from './place.js'

/** All that happened, in order, for who cannot see the drawing or wants to know it exactly. */
export function moments({ cell }: Opened): Child {
  if (cell.timeline.length === 0) return []
  const rows = cell.timeline.map(({ at, side, says }) =>
    element(
      'tr',
      {},
      element('td', { class: 'number' }, at < 0 ? 'before' : formatDuration(at)),
      element('td', {}, side),
      element('td', {}, says)
    )
  )
  const heads = ['Time', 'Side', 'What happened'].map(text => element('th', { scope: 'col' }, text))
  const table = element(
    'table',
    { class: 'list' },
    element('thead', {}, element('tr', {}, heads)),
    element('tbody', {}, rows)
  )
  const { timeline: left } = cell.leftOut
  const more = left > 0 ? element('p', { class: 'more' }, `and ${left} more`) : null
  const summary = element('summary', {}, 'Everything that happened, in order')
  return [element('details', {}, summary, element('div', { class: 'wide' }, table), more)]
}
