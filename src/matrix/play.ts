import type { Event, Summary } from '../core/events.js'
import type { Outcome } from '../core/verdict.js'
import { Controls, playAll, type RunContext } from '../runner/index.js'
import { Collector, type Settings } from './collector.js'
import { hashOf, withoutAddresses } from './configuration.js'
import { againOf, type Column, type Entry } from './entry.js'
import type { TargetResults } from './results.js'

/** What a matrix is played with. */
export interface MatrixSettings extends Settings {
  readonly parallel: number
}

/** Who hears of a matrix while it is played. */
export interface MatrixListeners {
  /** Every event of every run, and one summary at the end. */
  event(event: Event): void
  /** All that a target answered, as soon as its last cell is done. */
  complete(results: TargetResults): Promise<void>
}

/** Plays every cell in every round, all targets side by side. What says nothing because the machine was busy is played once more in the end, alone. */
export async function playMatrix(
  entries: readonly Entry[],
  settings: MatrixSettings,
  context: RunContext,
  listeners: MatrixListeners
): Promise<void> {
  const playing = new Playing(entries, settings, context, listeners)
  await playing.play(entries, settings.parallel)
  await playing.playAgain()
  await playing.end()
}

class Playing {
  readonly #controls = new Controls()
  readonly #collector: Collector
  readonly #busy = new Set<Entry>()
  readonly #written: Promise<void>[] = []
  #summary: Summary | undefined

  constructor(
    entries: readonly Entry[],
    { speed, rounds }: MatrixSettings,
    private readonly context: RunContext,
    private readonly listeners: MatrixListeners
  ) {
    this.#collector = new Collector(entries, { speed, rounds })
  }

  async play(entries: readonly Entry[], parallel: number, take = this.#takeFirst): Promise<void> {
    const jobs = entries.map(({ job }) => job)
    await playAll(jobs, parallel, { ...this.context, controls: this.#controls }, event => {
      if (event.event === 'summary') this.#summary = together(this.#summary, event)
      else this.listeners.event(event)
      take(event, this.#collector.take(event))
    })
  }

  async playAgain(): Promise<void> {
    if (this.#busy.size === 0 || this.context.interrupted.aborted) return
    await this.play([...this.#busy].map(againOf), 1, (_, entry) => {
      if (entry !== undefined) this.#busy.delete(entry)
      this.#tell(entry)
    })
  }

  /** Everything is written, and nothing more will be told. */
  async end(): Promise<void> {
    await Promise.all(this.#written)
    if (this.#summary !== undefined) this.listeners.event(this.#summary)
  }

  readonly #takeFirst = (event: Event, entry: Entry | undefined) => {
    if (entry !== undefined && event.event === 'judged' && event.verdict.busy) this.#busy.add(entry)
    this.#tell(entry)
  }

  #tell(entry: Entry | undefined): void {
    if (entry === undefined || this.context.interrupted.aborted) return
    if ([...this.#busy].some(({ column }) => column === entry.column) || !this.#collector.isComplete(entry.column))
      return
    const written = this.#complete(entry.column)
    // What goes wrong is told when all has been played.
    written.catch(() => undefined)
    this.#written.push(written)
  }

  async #complete(column: Column): Promise<void> {
    const configuration = withoutAddresses(await this.#controls.factsOn(column.target))
    await this.listeners.complete(this.#collector.resultsOf(column, hashOf(configuration)))
  }
}

function together(first: Summary | undefined, second: Summary): Summary {
  if (first === undefined) return second
  const outcomes = { ...second.outcomes }
  for (const outcome of Object.keys(outcomes) as Outcome[]) outcomes[outcome] += first.outcomes[outcome]
  return {
    event: 'summary',
    runs: first.runs + second.runs,
    outcomes,
    milliseconds: first.milliseconds + second.milliseconds
  }
}
