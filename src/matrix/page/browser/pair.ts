import { agreementOf, differencesOf } from '../agreement.js'
import type { PageData } from '../data.js'
import { element } from './element.js'
import type { State } from './state.js'

/** Where two targets gave the client different things, scenario by scenario. */
export function pairDetail(data: PageData, state: State): readonly Node[] {
  const [one, other] = state.pair.split('/').map(name => data.targets.findIndex(target => target.name === name))
  if (one === undefined || other === undefined || one < 0 || other < 0) return []
  const [a, b] = [data.targets[one]?.name ?? '', data.targets[other]?.name ?? '']
  const { both, alike } = agreementOf(data, one, other)
  const title = element('h3', {}, `${a} and ${b}: ${alike} of ${both} alike`)
  const rows = differencesOf(data, one, other)
  if (rows.length === 0)
    return [title, element('p', {}, 'In every scenario that both played, the client got the same.')]
  return [title, element('div', { class: 'wide' }, table(data, rows, [one, other]))]
}

function table(data: PageData, rows: readonly number[], columns: readonly number[]): HTMLElement {
  const names = columns.map(column => data.targets[column]?.name ?? '')
  const head = ['Scenario', 'Expected', ...names].map(text => element('th', { scope: 'col' }, text))
  return element(
    'table',
    { class: 'list stack' },
    element('thead', {}, element('tr', {}, head)),
    element(
      'tbody',
      {},
      rows.map(row => rowOf(data, row, columns))
    )
  )
}

function rowOf(data: PageData, row: number, columns: readonly number[]): HTMLElement {
  const scenario = data.scenarios[row]
  const cells = columns.map(column => {
    const cell = data.cells[row]?.[column]
    const name = data.targets[column]?.name ?? ''
    const href = `#view=agreement&cell=${scenario?.id}/${name}`
    return element(
      'td',
      { class: cell?.outcome ?? '', 'data-head': name },
      element('a', { href }, cell?.words.join(', ') ?? '')
    )
  })
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, scenario?.title),
    element('td', { 'data-head': 'Expected' }, scenario?.expects),
    cells
  )
}
