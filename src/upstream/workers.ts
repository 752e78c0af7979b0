/** A pool of workers: so many requests at a time, the others wait in the order of their coming. */
export class Workers {
  #free: number
  readonly #queue: (() => void)[] = []

  /** So many workers; 0 for any number. */
  constructor(count: number) {
    this.#free = count === 0 ? Number.POSITIVE_INFINITY : count
  }

  /** Whether a request may have to wait. */
  get limited(): boolean {
    return this.#free !== Number.POSITIVE_INFINITY
  }

  /** Whether the next piece of work has to wait. */
  get allBusy(): boolean {
    return this.#free === 0
  }

  /** How many wait for a worker. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Does the work when a worker is free. */
  async work<T>(deed: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>(resolve => this.#queue.push(resolve))
    try {
      return await deed()
    } finally {
      const next = this.#queue.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }
}
