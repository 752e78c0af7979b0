/** Counts words without growing: when it is full, what is new goes under the rest. */
export class Counted {
  readonly #counts = new Map<string, number>()
  rest = 0

  constructor(private readonly most = 200) {}

  add(word: string | undefined): void {
    if (word === undefined) return
    const count = this.#counts.get(word)
    if (count !== undefined) this.#counts.set(word, count + 1)
    else if (this.#counts.size < this.most) this.#counts.set(word, 1)
    else this.rest += 1
  }

  /** The words that came most often, with their counts. */
  top(most: number): [string, number][] {
    return [...this.#counts].sort((a, b) => b[1] - a[1]).slice(0, most)
  }
}
