import { createInterface } from 'node:readline'
import { untilAborted } from '../core/abort.js'

/** Asks a person at the terminal, or takes the answers that were piped in, one a line. */
export class Asker implements Disposable {
  readonly #lines: NodeJS.AsyncIterator<string>
  readonly #close: () => void

  constructor(
    private readonly say: (text: string) => void,
    private readonly interrupted: AbortSignal,
    input: NodeJS.ReadableStream = process.stdin
  ) {
    // Not in the terminal's raw mode: Ctrl-C stays what it is everywhere else.
    const reader = createInterface({ input, terminal: false })
    this.#lines = reader[Symbol.asyncIterator]()
    this.#close = () => reader.close()
  }

  /** The next line; undefined when there is none any more, or when the command was interrupted. */
  async ask(question: string): Promise<string | undefined> {
    this.say(question)
    const answer = await Promise.race([this.#lines.next(), untilAborted(this.interrupted).then(() => undefined)])
    return answer === undefined || answer.done === true ? undefined : answer.value.trim()
  }

  [Symbol.dispose](): void {
    this.#close()
  }
}
