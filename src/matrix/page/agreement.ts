import type { PageData } from './data.js'

/** Of so many scenarios that both targets played, so many in which the client got the same. */
export interface Agreement {
  readonly both: number
  readonly alike: number
}

/** How far two targets agree, by their columns. */
export function agreementOf({ cells }: Pick<PageData, 'cells'>, one: number, other: number): Agreement {
  const pairs = cells.map(row => [row[one]?.sign ?? null, row[other]?.sign ?? null] as const)
  const both = pairs.filter(([a, b]) => a !== null && b !== null)
  return { both: both.length, alike: both.filter(([a, b]) => a === b).length }
}

/** The rows in which two targets gave the client something else. */
export function differencesOf({ cells }: Pick<PageData, 'cells'>, one: number, other: number): number[] {
  return cells.flatMap((row, at) => {
    const [a, b] = [row[one]?.sign ?? null, row[other]?.sign ?? null]
    return a !== null && b !== null && a !== b ? [at] : []
  })
}

/** Whether those of these targets that played a scenario gave the client different things. */
export function disagree({ cells }: Pick<PageData, 'cells'>, row: number, targets: readonly number[]): boolean {
  return signsOf(cells[row] ?? [], targets).size > 1
}

function signsOf(row: PageData['cells'][number], targets: readonly number[]): Set<string> {
  return new Set(targets.flatMap(target => row[target]?.sign ?? []))
}
