import { pad } from '../../report/layout/columns.js'
import { blank, type Line, line } from '../../report/layout/line.js'
import { wrap } from '../../report/layout/wrap.js'
import type { Alike } from './alike.js'
import { failureNames, nameRows } from './failure-names.js'
import type { Paper } from './paper.js'
import type { CheckResult } from './result.js'
import { routeHeading } from './route-heading.js'
import { type RouteRows, type Row, routeRows } from './rows.js'
import { settingLine } from './setting-line.js'
import { signOf, TONES } from './severity-words.js'

const INDENT = 2
const SIGN = 2
const GAP = 2

/** Columns that would be wider than this are wrapped; so that something is left for the last one. */
function widestFor(columns: number): readonly number[] {
  if (columns < 70) return [24, 9, 7]
  return columns < 100 ? [24, 11, 9] : [36, 24, 11]
}

/** What routes that are alike did: a heading, a small table, and what needs no row of its own in a line each. */
export function routeBlock(alike: Alike, { findings }: CheckResult, paper: Paper): Line[] {
  const told = routeRows(alike, findings)
  return [
    ...routeHeading(alike, paper),
    ...(told.rows.length === 0 ? [] : tableLines(told.rows, paper)),
    ...foldedLines(told, paper),
    ...(alike.behaviours.length === 0 ? [line('    nothing was played here', 'dim')] : [])
  ]
}

/** The lines of each cell of a row. */
type Cells = readonly (readonly Line[])[]

function tableLines(rows: readonly Row[], paper: Paper): Line[] {
  const texts = rows.map(({ failures, answer, after }) => [failureNames(failures).join(', '), answer, after])
  const head = ['failure', 'the client gets', '', rows.some(({ decidedBy }) => decidedBy) ? 'decided by' : '']
  const widths = widestFor(paper.columns).map(
    (widest, at) => Math.min(widest, longest([head, ...texts].map(each => each[at] ?? ''))) + GAP
  )
  const left = paper.columns - INDENT - SIGN - widths.reduce((sum, each) => sum + each, 0)
  const set = rows.flatMap(row => setRow(cellsOf(row, [...widths, left], paper), widths, signOf(row.severity, paper)))
  const titles = head.map((text, at) => wrap(line(text, 'dim'), (widths[at] ?? left) - (at < widths.length ? GAP : 0)))
  return [...setRow(titles, widths), ...set]
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(text => text.length))
}

function cellsOf(
  { failures, answer, after, decidedBy, severity, varied }: Row,
  widths: readonly number[],
  paper: Paper
): Cells {
  const tone = severity === undefined ? 'plain' : TONES[severity]
  const [first = 0, second = 0, third = 0, left = 0] = widths
  return [
    nameRows(failures, first - GAP).flatMap(text => wrap(line(text), first - GAP, GAP)),
    wrap(line(answer, tone), second - GAP),
    wrap(line(after, tone), third - GAP),
    wrap(settingLine(decidedBy, paper, varied ? ' and elsewhere' : ''), left, GAP)
  ]
}

/** The lines of cells side by side. */
function setRow(cells: Cells, widths: readonly number[], sign: Line = []): Line[] {
  const height = Math.max(...cells.map(each => each.length))
  return Array.from({ length: height }, (_, row) => [
    ...blank(INDENT),
    ...pad(row === 0 ? sign : [], SIGN),
    ...cells.flatMap((each, at) => pad(each[row] ?? [], widths[at] ?? 0))
  ])
}

function foldedLines({ quiet, unknown }: RouteRows, { columns }: Paper): Line[] {
  const folded = [
    ...quiet.map(({ answer, after, failures }) => ({ label: `${answer} ${after}`.trim(), failures, why: '' })),
    ...[...unknown].map(([why, failures]) => ({ label: 'not known', failures, why: ` (${why})` }))
  ]
  const width = longest(folded.map(({ label }) => label)) + GAP
  const indent = INDENT + SIGN + width
  return folded.flatMap(({ label, failures, why }) =>
    nameRows(failures, columns - indent).flatMap((names, row, all) => {
      const text = line(row === all.length - 1 ? names + why : names, 'dim')
      return wrap([...blank(INDENT + SIGN), ...pad(line(row === 0 ? label : ''), width), ...text], columns, indent)
    })
  )
}
