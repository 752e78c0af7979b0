import { type Content, contentAfter, type Fields } from './content.js'

/** Hears what is in an answer, as it comes. */
export interface AnswerParts {
  /** A line of the head, as far as it has come; with its line end when it is whole. The first is the status line. */
  line?(line: string, isFirst: boolean): void
  head?(status: number, fields: Fields): void
  content(bytes: Buffer): void
  /** Bytes that are no HTTP, and everything after them. */
  noHttp(bytes: Buffer): void
}

/** How a status line begins; a nought stands for any digit. */
const STATUS_LINE = 'HTTP/0.0 000'

/** An answer of a script, taken apart. Interims are left out: no other protocol has them. */
export class ScriptAnswer {
  #line = ''
  #lines: string[] = []
  #content: Content | undefined
  #isHttp = true

  constructor(
    private readonly method: string,
    private readonly parts: AnswerParts
  ) {}

  get isWhole(): boolean {
    return this.#isHttp && this.#content?.isWhole === true
  }

  /** Whether FIN, coming now, ends it in order. */
  get endsWithConnection(): boolean {
    return this.#isHttp && this.#content?.endsWithConnection === true
  }

  /** Takes what belongs to it; what comes after its end is returned. */
  take(bytes: Buffer): Buffer {
    let rest = bytes
    while (rest.length > 0 && !this.isWhole) {
      if (!this.#isHttp) {
        this.parts.noHttp(rest)
        return rest.subarray(rest.length)
      }
      rest = this.#content === undefined ? this.#takeLine(rest) : this.#takeContent(this.#content, rest)
    }
    return rest
  }

  #takeLine(bytes: Buffer): Buffer {
    const end = bytes.indexOf(10) + 1 || bytes.length
    this.#line += bytes.toString('latin1', 0, end)
    if (this.#lines.length === 0 && !mayBeStatusLine(this.#line)) this.#givesUp()
    else if (this.#isToldYet() && !this.#isInterim()) this.parts.line?.(this.#line, this.#lines.length === 0)
    if (this.#isHttp && this.#line.endsWith('\n')) this.#lineIsWhole(this.#line.replace(/\r?\n$/, ''))
    return bytes.subarray(end)
  }

  #takeContent(content: Content, bytes: Buffer): Buffer {
    const rest = content.take(bytes, piece => this.parts.content(piece))
    if (rest !== undefined) return rest
    this.#isHttp = false
    return bytes
  }

  #givesUp(): void {
    this.#isHttp = false
    this.parts.noHttp(Buffer.from(this.#line, 'latin1'))
  }

  /** Whether it is an interim is known when its status is. */
  #isToldYet(): boolean {
    return this.#lines.length > 0 || this.#line.length >= STATUS_LINE.length
  }

  #isInterim(): boolean {
    return /^.{9}1(?!01)/.test(this.#lines[0] ?? this.#line)
  }

  #lineIsWhole(line: string): void {
    this.#line = ''
    if (line !== '') this.#lines.push(line)
    else if (this.#isInterim()) this.#lines = []
    else this.#headIsWhole()
  }

  #headIsWhole(): void {
    const [first = '', ...others] = this.#lines
    const status = Number(first.slice(9, 12))
    const fields = others.flatMap(line => {
      const [name = '', ...value] = line.split(':')
      return [name.trim(), value.join(':').trim()]
    })
    this.#content = contentAfter(status, fields, this.method)
    this.parts.head?.(status, fields)
  }
}

function mayBeStatusLine(line: string): boolean {
  const start = line.slice(0, STATUS_LINE.length)
  return [...start].every((each, at) => each === STATUS_LINE[at] || (STATUS_LINE[at] === '0' && /\d/.test(each)))
}
