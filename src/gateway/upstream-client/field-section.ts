import type { Failure } from '../failures.js'
import { type Cursor, NO_LINE_END, WANTS_MORE } from './cursor.js'
import { COLON, CR, LF, SPACE, TAB, TEXT, TOKEN } from './octets.js'

/** How much a section may hold, and how a section of its kind complains. */
export interface SectionRules {
  readonly section: number
  readonly line: number
  readonly bad: (line: string) => Failure
  readonly lineTooLong: (name: string, size: number) => Failure
  readonly sectionTooBig: (size: number) => Failure
}

/** How reading stands: more bytes are wanted, the end was seen, or something was refused. */
export type Progress = 'more' | 'done' | Failure

/**
 * Reads field lines up to the blank one. A lone LF ends a line too: RFC 9112 section 2.2 allows it, and since lines are never
 * passed on as they came, nobody behind us can read them in another way. A lone CR never does. A folded line is joined with a space.
 */
export class FieldSection {
  readonly fields: string[] = []
  readonly #rules: SectionRules
  #size = 0

  constructor(rules: SectionRules) {
    this.#rules = rules
  }

  /** Reads the whole lines there are; what is then left behind the cursor is the beginning of one. */
  read(cursor: Cursor): Progress {
    while (cursor.at < cursor.end) {
      const start = cursor.at
      const progress = this.#line(cursor)
      if (typeof progress === 'object') return progress
      const length = (progress === 'more' ? cursor.end : cursor.at) - start
      if (length > this.#rules.line || this.#size + length > this.#rules.section) {
        cursor.at = start
        return this.#tooMuch(cursor, length)
      }
      if (progress === 'more') return 'more'
      this.#size += length
      if (progress === 'done') return 'done'
    }
    return 'more'
  }

  #tooMuch(cursor: Cursor, length: number): Failure {
    return length > this.#rules.line
      ? this.#rules.lineTooLong(cursor.nameOfLine(), length)
      : this.#rules.sectionTooBig(this.#size + length)
  }

  #line(cursor: Cursor): Progress | 'field' {
    const start = cursor.at
    const first = cursor.octet(start)
    if (first === LF || first === CR) return this.#ended(cursor, start) ?? 'done'
    if (first === SPACE || first === TAB) return this.#fold(cursor)
    const nameEnd = cursor.skip(start, TOKEN)
    const colon = cursor.skipBlanks(nameEnd)
    if (colon === cursor.end) return 'more'
    if (nameEnd === start || cursor.octet(colon) !== COLON) return this.#rules.bad(cursor.quoteLine())
    return this.#value(cursor, colon + 1, cursor.text(start, nameEnd))
  }

  #value(cursor: Cursor, from: number, name: string): Progress | 'field' {
    const start = cursor.skipBlanks(from)
    const stop = cursor.skip(start, TEXT)
    const trouble = this.#ended(cursor, stop)
    if (trouble !== undefined) return trouble
    this.fields.push(name, cursor.trimmed(start, stop))
    return 'field'
  }

  #fold(cursor: Cursor): Progress | 'field' {
    if (this.fields.length === 0) return this.#rules.bad(cursor.quoteLine())
    const start = cursor.skipBlanks(cursor.at)
    const stop = cursor.skip(start, TEXT)
    const trouble = this.#ended(cursor, stop)
    if (trouble !== undefined) return trouble
    const before = this.fields.pop()
    this.fields.push([before, cursor.trimmed(start, stop)].filter(Boolean).join(' '))
    return 'field'
  }

  /** Moves the cursor behind the line end that must stand at `at`, or says why it cannot. */
  #ended(cursor: Cursor, at: number): Progress | undefined {
    const next = cursor.lineEnd(at)
    if (next === WANTS_MORE) return 'more'
    if (next === NO_LINE_END) return this.#rules.bad(cursor.quoteLine())
    cursor.at = next
    return undefined
  }
}
