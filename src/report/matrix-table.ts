import type { Outcome } from '../core/verdict.js'
import { clip, pad, table } from './layout/columns.js'
import { type Glyphs, glyphs } from './layout/glyphs.js'
import { type Line, line, plain } from './layout/line.js'
import { flow } from './layout/wrap.js'
import { type Out, pageWidth } from './report.js'
import { TONES } from './run-words.js'

/** A cell of the matrix, in short. */
export interface TableCell {
  readonly text: string
  readonly outcome: Outcome
  /** Every round was the same. */
  readonly same: boolean
}

/** What one scenario led to, a cell for each target. */
export interface TableRow {
  readonly scenario: string
  readonly cells: readonly (TableCell | undefined)[]
}

const LONGEST = 26
const WIDEST = 18
const GAP = 2

/** Scenarios as rows, targets as columns; in blocks of as many targets as fit side by side, and what the marks mean. */
export function matrixTable(targets: readonly string[], rows: readonly TableRow[], out: Out): Line[] {
  const signs = glyphs(out.unicode)
  const first = Math.min(Math.max(...rows.map(row => row.scenario.length)), LONGEST) + GAP
  const columns = targets.map((target, at) => columnOf(target, rows, at, signs))
  const lines = blocksOf(columns, pageWidth(out) - first).flatMap(block => blockLines(block, rows, first, signs))
  return [...lines, ...flow(legend(rows, signs), pageWidth(out))]
}

interface TableColumn {
  readonly cells: readonly Line[]
  readonly width: number
}

function columnOf(target: string, rows: readonly TableRow[], at: number, signs: Glyphs): TableColumn {
  const cells = [line(clip(target, WIDEST, signs.more), 'strong'), ...rows.map(row => cellLine(row.cells[at], signs))]
  return { cells, width: Math.max(...cells.map(cell => plain(cell).length)) + GAP }
}

function cellLine(cell: TableCell | undefined, signs: Glyphs): Line {
  if (cell === undefined) return []
  const { text, outcome, same } = cell
  const marks = `${markOf(outcome, signs)}${same ? '' : NOT_SAME}`
  const shown = [clip(text, WIDEST - marks.length - 1, signs.more), marks].filter(part => part !== '').join(' ')
  return line(shown, outcome === 'pass' && same ? 'plain' : same ? TONES[outcome] : 'bad')
}

const NOT_SAME = '*'

function markOf(outcome: Outcome, signs: Glyphs): string {
  return { pass: '', differs: signs.differs, fail: signs.bad, skipped: signs.skipped, broken: '!' }[outcome]
}

/** As many columns side by side as there is room for, and at least one. */
function blocksOf(columns: readonly TableColumn[], room: number): TableColumn[][] {
  const blocks: TableColumn[][] = []
  let left = 0
  for (const column of columns) {
    if (blocks.length === 0 || column.width > left) {
      blocks.push([])
      left = room + GAP
    }
    blocks.at(-1)?.push(column)
    left -= column.width
  }
  return blocks
}

function blockLines(block: readonly TableColumn[], rows: readonly TableRow[], first: number, signs: Glyphs): Line[] {
  const names = [[], ...rows.map(row => line(clip(row.scenario, first - GAP, signs.more)))]
  const cells = table(
    names.map((_, at) => block.map(column => pad(column.cells[at] ?? [], column.width - GAP))),
    GAP
  )
  return [...names.map((name, at) => [...pad(name, first), ...(cells[at] ?? [])]), []]
}

const MEANINGS: readonly (readonly [Outcome, string])[] = [
  ['differs', 'differs, as recorded'],
  ['fail', 'not as expected'],
  ['skipped', 'skipped'],
  ['broken', 'broken: the testbed failed']
]

/** Only what can be seen in the table. */
function legend(rows: readonly TableRow[], signs: Glyphs): Line[] {
  const cells = rows.flatMap(row => row.cells).filter(cell => cell !== undefined)
  const known = MEANINGS.filter(([outcome]) => cells.some(cell => cell.outcome === outcome))
  const texts = known.map(([outcome, meaning]) => `${markOf(outcome, signs)} ${meaning}`)
  if (cells.some(cell => !cell.same)) texts.push(`${NOT_SAME} not the same in every round`)
  return texts.map(text => line(text, 'dim'))
}
