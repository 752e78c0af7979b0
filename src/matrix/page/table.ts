import { ERROR_TYPES, isErrorType } from '../../core/error-types.js'
import type { CellData, PageData, ScenarioData, TargetData } from './data.js'
import { type Html, html } from './html.js'
import { NOT_THE_SAME, OUTCOMES } from './words.js'

/** The matrix: scenarios as rows, in groups of what they lead to; targets as columns. */
export function matrixTable(data: PageData): Html {
  const { targets, scenarios } = data
  return html`<table class="matrix" role="table" aria-label="What each target gave the client in each scenario">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Scenario</th>${targets.map(head)}</tr></thead>
${groupsOf(scenarios).map(group => body(group, data))}
</table>`
}

/** The error types that the scenarios lead to: those with most scenarios first, none at the end. */
export function groupsOf(scenarios: readonly ScenarioData[]): string[] {
  const count = (type: string) => scenarios.filter(({ teaches }) => teaches === type).length
  const types = Object.keys(ERROR_TYPES).toSorted((a, b) => count(b) - count(a))
  return [...types, 'none'].filter(type => count(type) > 0)
}

/** How an error type is called in a sentence. */
export function typeTitle(type: string): string {
  return isErrorType(type) ? ERROR_TYPES[type].title : 'No fault of the gateway'
}

function head({ name, version }: TargetData): Html {
  return html`<th role="columnheader" scope="col" data-target="${name}">${name}<small>${version}</small></th>`
}

function body(type: string, { targets, scenarios, cells }: PageData): Html {
  const rows = scenarios.map((scenario, at) => ({ scenario, row: cells[at] ?? [] }))
  const status = isErrorType(type) ? ERROR_TYPES[type].status : null
  const recommended = status === null ? '' : html` <span>RFC 9209: ${status}</span>`
  return html`<tbody role="rowgroup" data-group="${type}">
<tr class="group" role="row"><th role="rowheader" scope="rowgroup" colspan="${targets.length + 1}"><div><b>${typeTitle(type)}</b> <code>${type}</code>${recommended}</div></th></tr>
${rows.filter(({ scenario }) => scenario.teaches === type).map(({ scenario, row }) => rowOf(scenario, row, targets))}
</tbody>
`
}

function rowOf(scenario: ScenarioData, row: readonly (CellData | null)[], targets: readonly TargetData[]): Html {
  const { id, title, expects } = scenario
  return html`<tr role="row" data-scenario="${id}"><th role="rowheader" scope="row"><b>${title}</b><span><code>${id}</code> expects ${expects}</span></th>${targets.map(
    (target, at) => cellOf(row[at] ?? null, scenario, target)
  )}</tr>
`
}

function cellOf(cell: CellData | null, scenario: ScenarioData, { name }: TargetData): Html {
  if (cell === null) return html`<td role="cell" data-target="${name}" class="absent"><span>not measured</span></td>`
  const { outcome, same, words, beside } = cell
  const { sign, short } = OUTCOMES[outcome]
  const unlike = same ? '' : html`<em>${NOT_THE_SAME.sign} ${NOT_THE_SAME.short}</em>`
  const got = words.length === 0 ? '' : html`<b>${words.slice(0, 3).map(each => html`<i>${each}</i>`)}</b>`
  const more = words.length > 3 ? html`<em>and ${words.length - 3} more</em>` : ''
  const heard = `${name}, ${scenario.id}: ${[...words, short, ...beside].join(', ')}${same ? '' : `, ${NOT_THE_SAME.short}`}`
  return html`<td role="cell" data-target="${name}" class="${outcome}"><a href="#cell=${scenario.id}/${name}" aria-label="${heard}"><u>${name}</u>${got}${more}<span>${sign} ${short}</span>${beside.map(each => html`<span>${each}</span>`)}${unlike}</a></td>`
}
