import type { Event } from '../core/events.js'
import { Gathering, type Told } from '../report/index.js'
import { cellFrom } from './cell.js'
import { againOf, type Column, type Entry } from './entry.js'
import { evidenceOf } from './evidence.js'
import { type Cell, type Evidence, RESULTS_FORMAT, type Round, type TargetResults } from './results.js'
import { roundOf } from './round.js'

/** What all columns of a matrix have in common. */
export interface Settings {
  readonly speed: number
  readonly rounds: number
}

/** Makes the results of each target out of the events of its runs. */
export class Collector {
  readonly #gathering = new Gathering(true)
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #rounds = new Map<Entry, Round>()
  readonly #evidence = new Map<string, { readonly rank: number; readonly evidence: Evidence }>()
  readonly #began = new Date()

  constructor(
    private readonly entries: readonly Entry[],
    private readonly settings: Settings
  ) {
    this.#entries = new Map(entries.flatMap(entry => [entry, againOf(entry)].map(each => [each.job.run, entry])))
  }

  /** The playing that this event completes, if it does. One that was played again counts in the place of the first time. */
  take(event: Event): Entry | undefined {
    const told = this.#gathering.take(event)
    const entry = told && this.#entries.get(told.planned.run)
    if (entry === undefined || told === undefined) return undefined
    this.#rounds.set(entry, roundOf(told, told.planned.run !== entry.job.run))
    this.#keepEvidence(entry, told)
    return entry
  }

  /** Whether every cell of a target has been played in every round. */
  isComplete(column: Column): boolean {
    return this.entries.every(entry => entry.column !== column || this.#rounds.has(entry))
  }

  /** Everything that a target answered, once all of it has been played. */
  resultsOf(column: Column, configurationHash: string): TargetResults {
    const own = this.entries.filter(entry => entry.column === column)
    return {
      format: RESULTS_FORMAT,
      target: column.name,
      product: column.target.product,
      version: column.version,
      date: this.#began.toISOString(),
      ...this.settings,
      configurationHash,
      cells: own.filter(entry => entry.round === 1).map(first => this.#cellOf(first, own))
    }
  }

  /** Of the first round that says anything; each one is long. */
  #keepEvidence(entry: Entry, told: Told): void {
    const rank = entry.round + (told.verdict.outcome === 'broken' ? this.settings.rounds : 0)
    const known = this.#evidence.get(cellOf(entry))
    if (known !== undefined && known.rank < rank) return
    this.#evidence.set(cellOf(entry), { rank, evidence: evidenceOf(told, entry.command) })
  }

  #cellOf(first: Entry, own: readonly Entry[]): Cell {
    const { card } = first.job.plan
    const rounds = own.filter(({ job }) => job.plan.card.id === card.id).toSorted((a, b) => a.round - b.round)
    const { evidence } = this.#evidence.get(cellOf(first)) as { evidence: Evidence }
    return cellFrom(
      card,
      rounds.map(entry => this.#rounds.get(entry) as Round),
      evidence
    )
  }
}

function cellOf({ column, job }: Entry): string {
  return `${job.plan.card.id}@${column.name}`
}
