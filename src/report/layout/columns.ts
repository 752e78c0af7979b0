import { blank, type Line, plain } from './line.js'

/** A line filled up with blanks to a width. */
export function pad(text: Line, columns: number): Line {
  return [...text, ...blank(columns - plain(text).length)]
}

/** Text that is cut to a width, with a mark where something was left out. */
export function clip(text: string, columns: number, mark: string): string {
  return text.length <= columns ? text : text.slice(0, Math.max(0, columns - mark.length)).trimEnd() + mark
}

/** The rows of a table, each column as wide as its widest cell; the last one is not filled up. */
export function table(rows: readonly (readonly Line[])[], gap = 2): Line[] {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, plain(cell).length)
    })
  return rows.map(row =>
    row.flatMap((cell, at) => (at === row.length - 1 ? cell : pad(cell, (widths[at] as number) + gap)))
  )
}

/** One text at the left edge and one at the right; two lines when there is no room for both. */
export function spread(left: Line, right: Line, columns: number): Line[] {
  const room = columns - plain(left).length - plain(right).length
  if (room < 2) return [left, [...blank(columns - plain(right).length), ...right]]
  return [[...left, ...blank(room), ...right]]
}
