import type { Event, Summary } from '../core/events.js'
import { playAll, type RunContext } from '../runner/index.js'
import { Collector, type Settings } from './collector.js'
import type { Column, Entry } from './entry.js'
import type { TargetResults } from './results.js'

/** Who hears of a matrix while it is played. */
export interface MatrixListeners {
  /** Every event of every run, and one summary at the end. */
  event(event: Event): void
  /** All that a target answered, as soon as its last cell is done. */
  complete(results: TargetResults): Promise<void>
}

/** Plays every cell in every round, all targets side by side. */
export async function playMatrix(
  entries: readonly Entry[],
  settings: Settings & { readonly parallel: number },
  context: RunContext,
  listeners: MatrixListeners
): Promise<void> {
  const { speed, rounds, parallel } = settings
  const collector = new Collector(entries, { speed, rounds })
  const written: Promise<void>[] = []
  const tell = (column: Column) => {
    const results = context.interrupted.aborted ? undefined : collector.resultsOf(column, '')
    if (results !== undefined) written.push(listeners.complete(results))
  }
  let summary: Summary | undefined
  const take = (event: Event) => {
    if (event.event === 'summary') summary = event
    else listeners.event(event)
    const done = collector.take(event)
    if (done !== undefined) tell(done.column)
  }
  await playAll(
    entries.map(({ job }) => job),
    parallel,
    context,
    take
  )
  await Promise.all(written)
  if (summary !== undefined) listeners.event(summary)
}
