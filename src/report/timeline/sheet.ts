import type { Line, Span, Tone } from '../layout/line.js'

interface Cell {
  readonly sign: string
  readonly tone: Tone
}

const EMPTY: Cell = { sign: ' ', tone: 'plain' }

/** Squared paper: texts are put at a row and a column, and rows come when they are needed. */
export class Sheet {
  readonly #rows: Cell[][] = []
  constructor(readonly columns: number) {}

  /** Writes a text; what stood there is gone. What would leave the sheet is left out. */
  put(row: number, column: number, text: string, tone: Tone): void {
    const cells = this.#row(row)
    for (let at = 0; at < text.length && column + at < this.columns; at++) {
      cells[column + at] = { sign: text.charAt(at), tone }
    }
  }

  /** Whether nothing stands in these columns, both included. */
  free(row: number, from: number, to: number): boolean {
    if (from < 0 || to >= this.columns) return false
    return this.#row(row)
      .slice(from, to + 1)
      .every(cell => cell.sign === ' ')
  }

  at(row: number, column: number): string {
    return this.#row(row)[column]?.sign ?? ' '
  }

  lines(): Line[] {
    return this.#rows.map(cells => spansOf(cells))
  }

  #row(row: number): Cell[] {
    while (this.#rows.length <= row) this.#rows.push(Array.from({ length: this.columns }, () => EMPTY))
    return this.#rows[row] as Cell[]
  }
}

function spansOf(cells: readonly Cell[]): Line {
  const spans: Span[] = []
  for (const { sign, tone } of cells) {
    const last = spans.at(-1)
    if (last?.tone === tone) spans[spans.length - 1] = { text: last.text + sign, tone }
    else spans.push({ text: sign, tone })
  }
  return spans
}
