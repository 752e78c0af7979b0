import { ScriptAnswer } from './script-answer.js'

/** They are about the connection of the script, and about a framing that is taken off. */
const DROPPED = ['connection:', 'keep-alive:', 'transfer-encoding:']

/** What became of a piece of a script's answer. */
export interface Translated {
  /** For the gateway. */
  readonly content: Buffer
  /** What came after a mistake in its framing: it has no place in what is well-formed. */
  readonly broken: Buffer
  /** What came after its end. */
  readonly rest: Buffer
}

/** An answer in HTTP as a CGI program writes it, piece by piece: whatever can be told already is told. */
export class CgiAnswer {
  readonly #answer: ScriptAnswer
  #content: Buffer[] = []
  #broken: Buffer[] = []
  #passed = 0
  #hasHead = false

  constructor(
    method: string,
    private readonly status: 'as a field' | 'as it is'
  ) {
    this.#answer = new ScriptAnswer(method, {
      line: (line, isFirst) => this.#line(isFirst ? this.#statusLine(line) : line),
      content: bytes => this.#content.push(Buffer.from(bytes)),
      noHttp: bytes => (this.#hasHead ? this.#broken : this.#content).push(bytes),
      head: () => {
        this.#hasHead = true
      }
    })
  }

  get isWhole(): boolean {
    return this.#answer.isWhole
  }

  /** Whether FIN, coming now, ends it in order. */
  get endsWithConnection(): boolean {
    return this.#answer.endsWithConnection
  }

  take(bytes: Buffer): Translated {
    this.#content = []
    this.#broken = []
    const rest = this.#answer.take(bytes)
    return { content: Buffer.concat(this.#content), broken: Buffer.concat(this.#broken), rest }
  }

  /** A line is told as far as it has come, so that a head that drips is one that drips; unless it may be one that is dropped. */
  #line(line: string): void {
    const start = line.toLowerCase()
    if (!DROPPED.some(name => name.startsWith(start) || start.startsWith(name))) {
      this.#content.push(Buffer.from(line.slice(this.#passed), 'latin1'))
      this.#passed = line.length
    }
    if (line.endsWith('\n')) this.#passed = 0
  }

  #statusLine(line: string): string {
    return this.status === 'as it is' ? line : line.replace(/^HTTP\/\d\.\d /, 'Status: ')
  }
}
