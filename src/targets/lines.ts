/** The lines of a log as they come, for somebody who waits for some of them. */
export class Lines {
  readonly #lines: string[] = []
  readonly #waiting = new Set<() => void>()
  readonly #rests = new Map<unknown, string>()
  #ended = false

  /** Every whole line so far. */
  get all(): readonly string[] {
    return this.#lines
  }

  /** Takes what a source has written; the lines of several are kept apart. */
  add(text: string, source?: unknown): void {
    const lines = ((this.#rests.get(source) ?? '') + text).split('\n')
    this.#rests.set(source, lines.pop() ?? '')
    this.#lines.push(...lines)
    this.#look()
  }

  /** No more will come: nobody needs to wait any longer. */
  end(): void {
    this.#ended = true
    this.#look()
  }

  /** True as soon as these lines are enough, false when they are still not at the end, or after so many milliseconds. */
  until(enough: (lines: readonly string[]) => boolean, milliseconds: number): Promise<boolean> {
    return new Promise(resolve => {
      const settle = () => {
        clearTimeout(limit)
        this.#waiting.delete(look)
        resolve(enough(this.#lines))
      }
      const look = () => {
        if (this.#ended || enough(this.#lines)) settle()
      }
      const limit = setTimeout(settle, milliseconds)
      this.#waiting.add(look)
      look()
    })
  }

  /** Shows all lines whenever there are more; the result ends that. */
  watch(show: (lines: readonly string[]) => void): () => void {
    const look = () => show(this.#lines)
    this.#waiting.add(look)
    look()
    return () => this.#waiting.delete(look)
  }

  #look(): void {
    for (const look of this.#waiting) look()
  }
}
