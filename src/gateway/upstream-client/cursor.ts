import { COLON, CR, LF, quoteLine, SPACE, TAB } from './octets.js'

/** A line end that has not arrived yet, and something that is none. */
export const WANTS_MORE = -1
export const NO_LINE_END = -2

const SHOWN = 80

/** A place in the bytes that have arrived, moved on by whoever reads them. */
export class Cursor {
  bytes: Buffer = Buffer.alloc(0)
  at = 0
  end = 0
  #text = ''
  #textStart = 0

  load(bytes: Buffer): void {
    this.bytes = bytes
    this.at = 0
    this.end = bytes.length
  }

  /** The octet at an offset before `end`. */
  octet(offset: number): number {
    return this.bytes[offset] as number
  }

  /** Turns the bytes up to `end` into text, once, so that the lines of a head are slices of one string. */
  openText(end: number): void {
    this.#text = this.bytes.toString('latin1', this.at, end)
    this.#textStart = this.at
  }

  text(from: number, to: number): string {
    return this.#text.slice(from - this.#textStart, to - this.#textStart)
  }

  /** The first offset from `from` on whose octet is not in the table. */
  skip(from: number, table: Uint8Array): number {
    const { bytes, end } = this
    let at = from
    while (at < end && table[bytes[at] as number] === 1) at++
    return at
  }

  skipBlanks(from: number): number {
    let at = from
    while (at < this.end && isBlank(this.octet(at))) at++
    return at
  }

  /** The text between two offsets without the blanks at its end. */
  trimmed(from: number, to: number): string {
    let stop = to
    while (stop > from && isBlank(this.octet(stop - 1))) stop--
    return this.text(from, stop)
  }

  /** The offset behind the line end at `at`, CRLF or a lone LF; WANTS_MORE or NO_LINE_END when there is none. */
  lineEnd(at: number): number {
    if (at === this.end) return WANTS_MORE
    if (this.octet(at) === LF) return at + 1
    if (this.octet(at) !== CR) return NO_LINE_END
    if (at + 1 === this.end) return WANTS_MORE
    return this.octet(at + 1) === LF ? at + 2 : NO_LINE_END
  }

  /** The line at the cursor, or what has arrived of it, quoted for a message. */
  quoteLine(): string {
    return quoteLine(this.bytes.toString('latin1', this.at, Math.min(this.end, this.at + SHOWN)))
  }

  /** The name of the field line at the cursor, or what has arrived of it. */
  nameOfLine(): string {
    const colon = this.bytes.indexOf(COLON, this.at)
    const stop = colon < 0 || colon > this.end ? this.end : colon
    return this.bytes.toString('latin1', this.at, Math.min(stop, this.at + SHOWN)).trim()
  }

  /** Takes what has not been read yet into a buffer of its own, to be read again when more has come. */
  takeRest(): Buffer | null {
    const { at, end } = this
    this.at = end
    return at < end ? Buffer.from(this.bytes.subarray(at, end)) : null
  }
}

function isBlank(octet: number): boolean {
  return octet === SPACE || octet === TAB
}
