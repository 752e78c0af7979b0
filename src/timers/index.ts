import type { Event, Fact, Planned } from '../core/events.js'
import { observe } from '../core/observe.js'
import type { Found, Target } from '../core/target.js'
import { demandsOf, type Job, playAll, type RunContext } from '../runner/index.js'
import { type Measured, measured } from './measure.js'
import { PROBES, type Probe } from './probes.js'
import { type Timer, timerOf } from './timer.js'

export { timersPage } from './page.js'
export { timersTable } from './table.js'
export type { Timer } from './timer.js'

/** What was found of the limits of one target. */
export interface Timers {
  readonly target: string
  readonly product: string
  readonly version: string
  /** A limit for each stretch; a text says why it could not be looked for. */
  readonly timers: readonly (Timer | { readonly stretch: Timer['stretch']; readonly why: string })[]
}

/** A target that is here. */
export interface Present {
  readonly target: Target
  readonly found: Found
}

/** Plays every probe on every target, so many times, and says what kind of limits they have. */
export async function probeTimers(
  targets: readonly Present[],
  { rounds, parallel }: { readonly rounds: number; readonly parallel: number },
  context: RunContext,
  progress: (done: number, of: number) => void
): Promise<readonly Timers[]> {
  const jobs = targets.flatMap(present => PROBES.flatMap(probe => jobsFor(present, probe, rounds)))
  const runs = new Map<string, { planned: Planned; facts: Fact[] }>()
  let done = 0
  const keep = (event: Event) => {
    if (event.event === 'planned') runs.set(event.run, { planned: event, facts: [] })
    if (event.event === 'fact') runs.get(event.run)?.facts.push(event)
    if (event.event === 'ended') progress(++done, jobs.length)
  }
  await playAll(jobs, parallel, context, keep)
  const read = (run: string, { stretch }: Probe): Measured | undefined => {
    const seen = runs.get(run)
    return seen && measured(stretch, observe(seen.planned, seen.facts), seen.facts)
  }
  return targets.map(({ target, found }) => ({
    target: target.name,
    product: target.product,
    version: found.version,
    timers: PROBES.map(probe => timerFrom(target, probe, rounds, read))
  }))
}

function jobsFor({ target, found }: Present, { stretch, silent, trickle }: Probe, rounds: number): Job[] {
  if (target.cannotSay(demandsOf(silent)).length > 0) return []
  const again = Array.from({ length: rounds }, (_, at) => ({
    plan: silent,
    target,
    found,
    run: nameOf(target, stretch, `${at}`)
  }))
  return trickle === undefined
    ? again
    : [...again, { plan: trickle, target, found, run: nameOf(target, stretch, 'trickle') }]
}

function timerFrom(
  target: Target,
  probe: Probe,
  rounds: number,
  read: (run: string, probe: Probe) => Measured | undefined
): Timers['timers'][number] {
  const { stretch, silent } = probe
  const unsayable = target.cannotSay(demandsOf(silent))
  if (unsayable.length > 0) return { stretch, why: `cannot say: ${unsayable.join(', ')}` }
  const runs = Array.from({ length: rounds }, (_, at) => read(nameOf(target, stretch, `${at}`), probe))
  const seen = runs.filter(run => run !== undefined)
  if (seen.length < rounds) return { stretch, why: 'it was interrupted' }
  return timerOf(probe, seen, read(nameOf(target, stretch, 'trickle'), probe))
}

function nameOf(target: Target, stretch: string, round: string): string {
  return `${stretch} ${round}@${target.name}`
}
