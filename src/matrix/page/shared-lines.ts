import type { TextLines } from './data.js'

/** Keeps every line once, and a text as the numbers of its lines. */
export class SharedLines {
  readonly #numbers = new Map<string, number>()

  /** The lines so far, by their numbers. */
  get lines(): string[] {
    return [...this.#numbers.keys()]
  }

  /** The numbers of the lines of a text, in its order. */
  take(text: string): TextLines {
    return text === '' ? [] : text.split('\n').map(line => this.#numberOf(line))
  }

  #numberOf(line: string): number {
    const known = this.#numbers.get(line)
    if (known !== undefined) return known
    this.#numbers.set(line, this.#numbers.size)
    return this.#numbers.size - 1
  }
}
