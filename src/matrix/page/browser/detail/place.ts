import type { CellData, PageData, ScenarioData, TargetData } from '../../data.js'

/** The cell that is open, and how much room there is for it. */
export interface Place {
  readonly data: PageData
  readonly row: number
  readonly column: number
  /** Of the panel, in pixels. */
  readonly width: number
}

/** All that belongs to the open cell. */
export interface Opened extends Place {
  readonly cell: CellData
  readonly scenario: ScenarioData
  readonly target: TargetData
}

/** Finds what belongs to a cell; undefined when there is no such cell. */
export function opened(place: Place): Opened | undefined {
  const { data, row, column } = place
  const [cell, scenario, target] = [data.cells[row]?.[column], data.scenarios[row], data.targets[column]]
  if (cell == null || scenario === undefined || target === undefined) return undefined
  return { ...place, cell, scenario, target }
}
