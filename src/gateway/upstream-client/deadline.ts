/** Whoever must be done in time. */
export interface Timed {
  /** The moment, on the clock of `performance.now()`, at which it is too late; infinity when nothing is awaited. */
  due(): number
  /** That moment has passed. */
  expired(): void
}

/** The longest that a timer of Node's can wait, in milliseconds; what is beyond, it takes for a millisecond. */
export const LONGEST = 2 ** 31 - 1

/**
 * Watches one due time that moves. Moving it away costs nothing: the one timer looks again when it fires, so a byte that arrives needs
 * no clearing and setting. Never early: timers of Node may fire up to a millisecond before their time, so the clock decides. And what
 * arrived while the event loop was busy is read before anything counts as late: the poll phase comes first, then the second look.
 */
export class Deadline {
  readonly #timed: Timed
  #timer: NodeJS.Timeout | undefined
  #wakes = Number.POSITIVE_INFINITY
  #stopped = false

  constructor(timed: Timed) {
    this.#timed = timed
  }

  /** To be called when the due time may have come nearer. */
  watch(): void {
    const due = this.#timed.due()
    if (due < this.#wakes && !this.#stopped) this.#arm(due, performance.now())
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #arm(due: number, now: number): void {
    clearTimeout(this.#timer)
    this.#wakes = due
    this.#timer = setTimeout(() => this.#look(), Math.min(LONGEST, Math.max(1, Math.ceil(due - now))))
  }

  #look(): void {
    this.#wakes = Number.POSITIVE_INFINITY
    const due = this.#timed.due()
    if (due === Number.POSITIVE_INFINITY) return
    const now = performance.now()
    if (now < due) this.#arm(due, now)
    else setImmediate(() => this.#lookAgain())
  }

  #lookAgain(): void {
    if (this.#stopped) return
    if (performance.now() < this.#timed.due()) this.watch()
    else this.#timed.expired()
  }
}
