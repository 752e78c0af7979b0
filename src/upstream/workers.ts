import type { Activity } from './activity.js'

/** A pool of workers: so many requests at a time, the others wait in the order of their coming. */
export class Workers {
  #free: number
  readonly #activity: Activity
  readonly #queue: (() => void)[] = []

  /** So many workers; 0 for any number. */
  constructor(count: number, activity: Activity) {
    this.#activity = activity
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

  /** Does the work when a worker is free. To wait for one is rest: it may be that none will ever be. */
  async work<T>(deed: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await this.#turn()
    try {
      return await deed()
    } finally {
      const next = this.#queue.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }

  #turn(): Promise<void> {
    const goOn = this.#activity.pause()
    return new Promise(resolve => {
      this.#queue.push(() => {
        goOn()
        resolve()
      })
    })
  }
}
