/** Rows as psql prints them. */
export function psqlTable(names: readonly string[], rows: readonly object[]): string {
  const cells = rows.map(row => names.map(name => String((row as Record<string, unknown>)[name] ?? '')))
  const widths = names.map((name, at) => Math.max(name.length, ...cells.map(row => (row[at] as string).length)))
  const right = names.map((_, at) => cells.length > 0 && cells.every(row => /^\d+$/.test(row[at] as string)))
  const set = (text: string, at: number) =>
    right[at] ? text.padStart(widths[at] as number) : text.padEnd(widths[at] as number)
  const line = (row: readonly string[]) => ` ${row.map(set).join(' | ')}`.trimEnd()
  return [
    ` ${names.map((name, at) => centred(name, widths[at] as number)).join(' | ')}`.trimEnd(),
    widths.map(width => '-'.repeat(width + 2)).join('+'),
    ...cells.map(line),
    `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`
  ].join('\n')
}

function centred(text: string, width: number): string {
  return text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width)
}
