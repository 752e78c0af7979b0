import type { PageData } from '../data.js'
import { columnsShown, rowsShown } from './filter.js'
import type { State } from './state.js'

/** Shows the rows and columns that were asked for, and says how many are left. */
export function showMatrix(data: PageData, state: State): void {
  const rows = new Set(rowsShown(data, state).map(row => data.scenarios[row]?.id))
  const columns = new Set(columnsShown(data, state).map(column => data.targets[column]?.name))
  for (const row of all('tr[data-scenario]')) row.hidden = !rows.has(row.dataset.scenario)
  for (const cell of all('.matrix [data-target]')) cell.hidden = !columns.has(cell.dataset.target)
  for (const group of all('tbody[data-group]'))
    group.hidden = group.querySelector('tr[data-scenario]:not([hidden])') === null
  const [found] = all('.found')
  if (found !== undefined) found.textContent = `${rows.size} of ${data.scenarios.length} scenarios`
  for (const nothing of all('.nothing')) nothing.hidden = rows.size > 0
  for (const table of all('.matrix')) table.hidden = rows.size === 0
  tellCounts(data, state)
}

/** Beside each choice: how many rows it would leave. */
function tellCounts(data: PageData, state: State): void {
  for (const place of all('[data-count]'))
    place.textContent = String(rowsShown(data, { ...state, show: place.dataset.count ?? 'all' }).length)
}

/** Moves the focus from cell to cell by the arrow keys. */
export function walkByKeys(event: KeyboardEvent): void {
  const cell = (event.target as Element).closest('td')
  const [right, down] = STEPS[event.key] ?? [0, 0]
  if (cell === null || (right === 0 && down === 0)) return
  const next = right === 0 ? below(cell, down) : beside(cell, right)
  if (next === undefined) return
  event.preventDefault()
  next.querySelector('a')?.focus()
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1]
}

function beside(cell: HTMLTableCellElement, step: number): Element | undefined {
  const cells = [...(cell.parentElement?.querySelectorAll('td:not([hidden])') ?? [])]
  return cells[cells.indexOf(cell) + step]
}

function below(cell: HTMLTableCellElement, step: number): Element | undefined {
  const rows = all('tbody:not([hidden]) > tr[data-scenario]:not([hidden])')
  const row = rows[rows.indexOf(cell.parentElement as HTMLElement) + step]
  return row?.children[cell.cellIndex]
}

function all(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)]
}
