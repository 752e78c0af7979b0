import { disagree } from '../agreement.js'
import type { CellData, PageData } from '../data.js'
import type { State } from './state.js'

/** The columns that are shown. */
export function columnsShown({ targets }: PageData, state: State): number[] {
  return targets.flatMap(({ name }, at) => (state.targets.length === 0 || state.targets.includes(name) ? [at] : []))
}

/** The rows that are left when all filters have been applied; only the shown targets count. */
export function rowsShown(data: PageData, state: State): number[] {
  const columns = columnsShown(data, state)
  return data.scenarios.flatMap((_, row) =>
    isAskedFor(data, row, columns, state) && isShown(data, row, columns, state.show) ? [row] : []
  )
}

function isAskedFor(data: PageData, row: number, columns: readonly number[], { q, type, tag }: State): boolean {
  const scenario = data.scenarios[row]
  if (scenario === undefined || (type !== '' && scenario.teaches !== type)) return false
  if (tag !== '' && !scenario.tags.includes(tag)) return false
  const { id, title, expects, teaches, tags } = scenario
  const words = columns
    .flatMap(column => data.cells[row]?.[column])
    .flatMap(cell => [...(cell?.words ?? []), ...(cell?.beside ?? [])])
  const text = [id, title, expects, teaches, ...tags, ...words].join('\n').toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

function isShown(data: PageData, row: number, columns: readonly number[], show: string): boolean {
  const cells = columns.flatMap(column => data.cells[row]?.[column] ?? [])
  if (show === 'disagree') return disagree(data, row, columns)
  if (show === 'agree') return !disagree(data, row, columns) && cells.some(isPlayed)
  if (show === 'unlike') return cells.some(cell => !cell.same)
  if (show === 'skipped') return cells.some(cell => !isPlayed(cell))
  return show === 'all' || cells.some(cell => cell.outcome === show)
}

function isPlayed(cell: CellData): boolean {
  return cell.sign !== null
}
