import { LETTER } from './scale.js'

/** A text that has found its place. */
export interface Placed {
  readonly x: number
  readonly row: number
  readonly text: string
  readonly tone: string
  /** It stands before its place instead of behind it. */
  readonly before: boolean
}

/** The rows of texts of one lane: row 0 is that of the bars, the others are below it. */
export class Texts {
  readonly placed: Placed[] = []
  readonly #taken: { row: number; from: number; to: number }[] = []
  constructor(readonly width: number) {}

  /** How many rows are in use. */
  get rows(): number {
    return Math.max(0, ...this.#taken.map(({ row }) => row)) + 1
  }

  take(row: number, from: number, to: number): void {
    this.#taken.push({ row, from, to })
  }

  free(row: number, from: number, to: number): boolean {
    return !this.#taken.some(each => each.row === row && from < each.to && to > each.from)
  }

  put(row: number, x: number, text: string, tone: string, before = false): void {
    const length = text.length * LETTER
    this.take(row, before ? x - length - 8 : x - 2, before ? x : x + length + 8)
    this.placed.push({ row, x, text, tone, before })
  }

  /** Puts a text into the row of the bars behind this place, if there is room. */
  putBehind(x: number, texts: readonly string[], tone: string): boolean {
    const text = texts.find(each => x + each.length * LETTER <= this.width && this.free(0, x, x + each.length * LETTER))
    if (text !== undefined) this.put(0, x, text, tone)
    return text !== undefined
  }

  /** Puts a text into the first row below in which there is room, at the side where it fits. */
  putBelow(x: number, texts: readonly string[], tone: string): void {
    const behind = texts.find(each => x + each.length * LETTER <= this.width)
    const before = behind === undefined && x > this.width / 2
    const room = before ? x : this.width - x
    const text = behind ?? texts.find(each => each.length * LETTER < room) ?? clipped(texts.at(-1) ?? '', room)
    const length = text.length * LETTER
    let row = 1
    while (!this.free(row, before ? x - length - 8 : x - 2, before ? x : x + length + 8)) row++
    this.put(row, x, text, tone, before)
  }
}

function clipped(text: string, room: number): string {
  return `${text.slice(0, Math.max(1, Math.floor(room / LETTER) - 1))}…`
}
