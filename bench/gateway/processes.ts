import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

interface Waiting {
  resolve(message: unknown): void
  reject(error: Error): void
}

/** A child process that runs a program of this folder, and answers messages one at a time. */
export class Program implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #early: unknown[] = []
  #waiting: Waiting | undefined

  constructor(name: string, ...args: string[]) {
    this.#child = fork(fileURLToPath(new URL(`${name}.js`, import.meta.url)), args, { stdio: 'inherit' })
    this.#child.on('message', message => this.#hear(message))
    this.#child.on('exit', code => this.#waiting?.reject(new Error(`${name} of the benchmark ended with ${code}`)))
  }

  /** What the program tells first: the port that it serves. */
  async port(): Promise<number> {
    return (await this.#heard<{ port: number }>()).port
  }

  /** Sends a message and waits for its answer. */
  ask<Answer>(message: object): Promise<Answer> {
    const answer = this.#heard<Answer>()
    this.#child.send(message)
    return answer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  #hear(message: unknown): void {
    if (this.#waiting === undefined) this.#early.push(message)
    else this.#waiting.resolve(message)
    this.#waiting = undefined
  }

  async #heard<Message>(): Promise<Message> {
    if (this.#early.length > 0) return this.#early.shift() as Message
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve: message => resolve(message as Message), reject }
    })
  }
}
