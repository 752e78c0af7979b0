import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Trouble } from '../core/errors.js'
import { enterSandbox, type PrivateRoot, type Sandboxed } from '../sandbox/index.js'
import type { FromInside, SetUp, ToInside } from './inside-words.js'

const INSIDE = fileURLToPath(new URL('./inside.js', import.meta.url))

/** A sandbox with a process in it that plays cells, one after the other. */
export class SandboxedPlay implements AsyncDisposable {
  readonly #process: Sandboxed
  readonly #lines: AsyncIterator<string>
  readonly #interface: Interface

  private constructor(process: Sandboxed) {
    this.#process = process
    this.#interface = createInterface({ input: process.stdout })
    this.#lines = this.#interface[Symbol.asyncIterator]()
    process.stdin.on('error', () => {})
  }

  /** Enters a sandbox, and puts up what its cells share. */
  static async open(root: PrivateRoot, setUp: SetUp): Promise<SandboxedPlay> {
    const play = new SandboxedPlay(await enterSandbox(root, [process.execPath, INSIDE], { keepsRights: true }))
    try {
      const said = await play.ask(setUp)
      if (said.what === 'trouble') throw new Trouble('start-failed', said.why, said.next)
      return play
    } catch (error) {
      await play[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Tells it something, and waits for what it says to that. */
  async ask(message: ToInside): Promise<FromInside> {
    this.#process.stdin.write(`${JSON.stringify(message)}\n`)
    const { value, done } = await this.#lines.next()
    if (done === true) throw await this.#ended()
    const said = JSON.parse(value) as FromInside
    return said
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#interface.close()
    await this.#process.stop()
  }

  async #ended(): Promise<Trouble> {
    const { code, signal } = await this.#process.exited
    const lines = this.#process.said().trim().split('\n').slice(-5)
    return new Trouble(
      'start-failed',
      `the sandbox ended by itself (${signal ?? `exit code ${code}`}): ${lines.join('; ')}`
    )
  }
}
