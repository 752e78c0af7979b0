import type { Event, Fact, Judged, Planned } from '../core/events.js'
import type { Observation } from '../core/observation.js'
import { observe } from '../core/observe.js'
import { triesOf } from '../core/tries.js'
import type { Verdict } from '../core/verdict.js'
import { legible } from './legible.js'

/** A run that has been judged, with all that was seen of it, safe to show. */
export interface Told {
  readonly planned: Planned
  readonly facts: readonly Fact[]
  readonly seen: Observation
  readonly verdict: Verdict
  /** The scenario's milliseconds between the first request and a moment of the run; what never came counts as its end. */
  time(at: number): number
  /** The scenario's milliseconds for real ones. */
  scaled(milliseconds: number): number
}

/** Gathers the events of every run; hands out a run when its verdict is there. */
export class Gathering {
  readonly #open = new Map<string, { planned: Planned; facts: Fact[] }>()
  constructor(readonly unicode: boolean) {}

  /** The run that this event completes, if it does. */
  take(event: Event): Told | undefined {
    const safe = legible(event, this.unicode)
    if (safe.event === 'planned') this.#open.set(safe.run, { planned: safe, facts: [] })
    if (safe.event === 'fact') this.#open.get(safe.run)?.facts.push(safe)
    return safe.event === 'judged' ? this.#complete(safe) : undefined
  }

  #complete(judged: Judged): Told | undefined {
    const open = this.#open.get(judged.run)
    this.#open.delete(judged.run)
    return open && tell(open.planned, open.facts, judged)
  }
}

function tell(planned: Planned, facts: readonly Fact[], { verdict, at: end }: Judged): Told {
  const seen = observe(planned, facts)
  const origin = Math.min(...triesOf(seen.answers).map(answer => answer.sentAt))
  const scaled = (milliseconds: number) => milliseconds * planned.speed
  return { planned, facts, seen, verdict, scaled, time: at => scaled(Math.min(at, end) - origin) }
}
