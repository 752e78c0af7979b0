/** Counts the scripts that are at work, so that one can wait until all of them rest. */
export class Activity {
  #working = 0
  #trouble: unknown
  #waiting: (() => void)[] = []

  /** Counts a piece of work from its beginning to its end; trouble in it is told by settled. */
  async work(deed: () => Promise<void>): Promise<void> {
    this.#working += 1
    try {
      await deed()
    } catch (error) {
      this.#trouble ??= error
    } finally {
      this.#rests()
    }
  }

  /** A pause in a piece of work, such as waiting for the next request. */
  async rest<T>(waiting: Promise<T>): Promise<T> {
    this.#rests()
    try {
      return await waiting
    } finally {
      this.#working += 1
    }
  }

  /** A pause that ends the moment somebody goes on with the work, by calling what is handed out. */
  pause(): () => void {
    this.#rests()
    return () => {
      this.#working += 1
    }
  }

  /** Resolves when nothing is at work any more; rejects with the first trouble that any work had. */
  async settled(): Promise<void> {
    while (this.#working > 0) await new Promise<void>(resolve => this.#waiting.push(resolve))
    if (this.#trouble !== undefined) throw this.#trouble
  }

  #rests(): void {
    this.#working -= 1
    if (this.#working > 0) return
    for (const go of this.#waiting.splice(0)) go()
  }
}
