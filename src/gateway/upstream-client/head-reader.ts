import { Failure } from '../failures.js'
import type { Cursor } from './cursor.js'
import { FieldSection, type Progress } from './field-section.js'
import type { ParserRules } from './parser-rules.js'
import { readStatusLine, type StatusLine } from './status-line.js'

const BLANK_LINE = Buffer.from('\r\n\r\n')

/** Reads one head: the status line and the fields behind it. */
export class HeadReader {
  /** How many bytes of this head have arrived. */
  bytes = 0
  #taken = 0
  #line: StatusLine | undefined
  readonly #section: FieldSection
  readonly #lineLimit: number

  constructor(rules: ParserRules) {
    this.#section = new FieldSection(rules.headers)
    this.#lineLimit = rules.headers.line
  }

  /** The status line, once the head is done. */
  get line(): StatusLine {
    return this.#line as StatusLine
  }

  get fields(): readonly string[] {
    return this.#section.fields
  }

  read(cursor: Cursor): Progress {
    const start = cursor.at
    const blank = cursor.bytes.indexOf(BLANK_LINE, start)
    cursor.openText(blank < 0 ? cursor.end : blank + BLANK_LINE.length)
    const progress = this.#lines(cursor)
    this.#taken += cursor.at - start
    this.bytes = this.#taken + (progress === 'more' ? cursor.end - cursor.at : 0)
    return progress
  }

  #lines(cursor: Cursor): Progress {
    if (this.#line === undefined) {
      const line = readStatusLine(cursor, this.#lineLimit)
      if (line === 'more' || line instanceof Failure) return line
      this.#line = line
    }
    return this.#section.read(cursor)
  }
}
