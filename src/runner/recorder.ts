import { now } from '../core/clock.js'
import type { Event, Fact, Planned, Sight, Witness } from '../core/events.js'
import type { Verdict } from '../core/verdict.js'

/** Turns what the sides see into the events of one run, and keeps the facts for the judge. */
export class Recorder {
  readonly facts: Fact[] = []
  readonly #began = now()

  constructor(
    readonly planned: Planned,
    private readonly emit: (event: Event) => void
  ) {
    emit(planned)
  }

  readonly witness: Witness = (sight: Sight, at = now()) => {
    const fact: Fact = { event: 'fact', run: this.planned.run, at: this.#since(at), ...sight }
    this.facts.push(fact)
    this.emit(fact)
  }

  judged(verdict: Verdict): void {
    this.emit({ event: 'judged', run: this.planned.run, at: this.#since(now()), verdict })
  }

  ended(): void {
    this.emit({ event: 'ended', run: this.planned.run, at: this.#since(now()) })
  }

  #since(at: number): number {
    return Math.round((at - this.#began) * 1000) / 1000
  }
}
