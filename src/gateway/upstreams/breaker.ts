import type { BreakerWords } from '../../core/gateway-words.js'

/** Stops requests to an upstream for a while after so many failures in a row; then lets one through as the trial. */
export class Breaker {
  #failures = 0
  /** On the clock of performance.now(); undefined while requests pass. */
  #openUntil: number | undefined
  #isOnTrial = false

  constructor(
    private readonly words: BreakerWords,
    private readonly tell: (state: 'up' | 'down', why: string) => void
  ) {}

  /** Why nothing passes at present; undefined when a request may pass. */
  whyOpen(now: number): string | undefined {
    if (this.#openUntil === undefined || (now >= this.#openUntil && !this.#isOnTrial)) return undefined
    return `${this.#failures} failures in a row`
  }

  began(): void {
    if (this.#openUntil !== undefined) this.#isOnTrial = true
  }

  succeeded(): void {
    const wasOpen = this.#openUntil !== undefined
    this.#failures = 0
    this.#openUntil = undefined
    this.#isOnTrial = false
    if (wasOpen) this.tell('up', 'the trial went well')
  }

  /** What was under way when it opened, and fails later, does not keep it open for longer. */
  failed(now: number): void {
    const wasOpen = this.#openUntil !== undefined
    if (wasOpen && !this.#isOnTrial) return
    this.#isOnTrial = false
    this.#failures++
    if (this.#failures < this.words.failures) return
    this.#openUntil = now + this.words.for
    if (!wasOpen) this.tell('down', `${this.#failures} failures in a row`)
  }

  abandoned(): void {
    this.#isOnTrial = false
  }
}
