import { blank, type Line, plain, slice } from './line.js'

/** Breaks a line at its blanks so that it fits; the rows after the first are indented. What is to be typed stays whole if it can. */
export function wrap(text: Line, columns: number, hanging = 0): Line[] {
  return ranges(unbreakable(text, columns - hanging), columns, hanging).map(([from, to], row) => [
    ...(row === 0 ? [] : blank(hanging)),
    ...slice(text, from, to)
  ])
}

/** Puts whole items side by side, as many as fit in a row; an item that is too long for one is wrapped. */
export function flow(items: readonly Line[], columns: number, gap = 3): Line[] {
  const rows: Line[] = []
  for (const item of items) {
    const last = rows.at(-1)
    if (last !== undefined && plain(last).length + gap + plain(item).length <= columns) {
      rows[rows.length - 1] = [...last, ...blank(gap), ...item]
    } else rows.push(...wrap(item, columns, 2))
  }
  return rows
}

/** The text with the blanks of code taken for letters, where a row of its own has room for the code. */
function unbreakable(text: Line, room: number): string {
  const whole = text.map(span =>
    span.tone === 'code' && span.text.length <= room ? span.text.replaceAll(' ', '_') : span.text
  )
  return whole.join('')
}

function ranges(text: string, columns: number, hanging: number): [number, number][] {
  const rows: [number, number][] = []
  for (let from = 0; from < text.length; ) {
    const room = Math.max(1, rows.length === 0 ? columns : columns - hanging)
    const to = from + room >= text.length ? text.length : lastBreak(text, from, from + room)
    rows.push([from, to])
    from = to + (/^ */.exec(text.slice(to))?.[0].length ?? 0)
  }
  return rows
}

function lastBreak(text: string, from: number, limit: number): number {
  const space = text.lastIndexOf(' ', limit)
  return space > from ? space : limit
}
