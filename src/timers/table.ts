import { table } from '../report/layout/columns.js'
import { line, plain } from '../report/layout/line.js'
import type { Timers } from './index.js'
import { cellsOf, STRETCHES } from './page.js'

/** The same for a terminal: a block for each gateway. */
export function timersTable(all: readonly Timers[]): string {
  return all.map(block).join('\n')
}

const HEAD = ['', 'which limit', 'what it is', 'tries', 'then', 'late, ms']

function block({ product, version, timers }: Timers): string {
  const rows = timers.map(timer => [
    STRETCHES[timer.stretch],
    ...('why' in timer ? [timer.why] : cellsOf(timer).map(cell => cell || '-'))
  ])
  const lines = table([HEAD, ...rows].map(row => row.map(cell => line(cell))))
  return [`${product} ${version}`, ...lines.map(each => `  ${plain(each).trimEnd()}`), ''].join('\n')
}
