import { OUTCOMES } from '../../words.js'
import { type Child, element } from '../element.js'
import type { Opened } from './place.js'

/** Which cell this is, what it is worth, and the ways to its neighbours. */
export function heading({ data, row, column, scenario, target, cell }: Opened): Child {
  const { sign, short, long } = OUTCOMES[cell.outcome]
  const close = element('button', { type: 'submit', class: 'close', 'aria-label': 'Close' }, '✕')
  return [
    element(
      'header',
      {},
      element('form', { method: 'dialog' }, close),
      element('p', { class: 'where' }, `${target.product} ${target.version}`),
      element('h2', { id: 'cell-title', tabindex: -1, 'data-first': true }, scenario.title),
      element('p', {}, element('code', {}, scenario.id), ` expects ${scenario.expects}`),
      element('p', { class: `verdict ${cell.outcome}` }, element('b', {}, `${sign} ${short}`), `: ${long}`),
      neighbours(data, row, column)
    )
  ]
}

/** The same scenario at every other target. */
function neighbours(data: Opened['data'], row: number, column: number): HTMLElement {
  const links = data.targets.map(({ name }, at) => {
    const cell = data.cells[row]?.[at]
    if (cell == null) return null
    const href = `#cell=${data.scenarios[row]?.id}/${name}`
    const current = at === column ? 'true' : 'false'
    const words = cell.words.length === 0 ? OUTCOMES[cell.outcome].short : cell.words.join(', ')
    return element('a', { href, class: cell.outcome, 'aria-current': current }, element('b', {}, name), ` ${words}`)
  })
  return element('nav', { 'aria-label': 'The same scenario at each target' }, links)
}
