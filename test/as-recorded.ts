import type { Test } from 'tap'
import type { Event } from '../src/core/events.js'
import type { Target } from '../src/core/target.js'
import type { Verdict } from '../src/core/verdict.js'
import { type Job, openSurroundings, playAll } from '../src/runner/index.js'
import { allScenarios, planRun, recordFor, type Scenario } from '../src/scenario/index.js'

/** How the scenarios are played. */
export interface Playing {
  readonly speed: number
  readonly parallel: number
  /** The remedies and traps as well. */
  readonly remedies: boolean
}

/** Plays every scenario on a target; each must be as expected, as recorded, or beyond what the target can say. */
export async function isAsRecorded(t: Test, target: Target, { speed, parallel, remedies }: Playing): Promise<void> {
  const found = await target.find()
  if (!found.here) return void t.fail(found.why)
  const jobs: Job[] = []
  for (const scenario of await allScenarios()) {
    for (const remedy of [undefined, ...(remedies ? remediesOf(scenario) : [])]) {
      const recorded = await recordFor({ name: target.name, version: found.version }, scenario.id, remedy ?? null)
      const plan = planRun(scenario, { remedy, speed, limits: {}, recorded })
      jobs.push({ plan, target, found, run: `${scenario.id}${remedy === undefined ? '' : ` ${remedy}`}` })
    }
  }
  const facts = new Map<string, Event[]>()
  const keep = (event: Event) => 'run' in event && facts.set(event.run, [...(facts.get(event.run) ?? []), event])
  await using surroundings = openSurroundings(process.env)
  const stage = { surroundings, interrupted: new AbortController().signal }
  const verdicts = await playAll(jobs, parallel, stage, keep)
  for (const [at, { run }] of jobs.entries()) {
    const verdict = verdicts[at]
    const good = verdict?.outcome === 'pass' || verdict?.outcome === 'differs' || isBeyond(verdict)
    t.ok(good, run, good ? {} : { verdict, facts: facts.get(run) })
  }
}

function remediesOf({ remedies = {} }: Scenario): string[] {
  return Object.keys(remedies)
}

/** A target need not have every word; that it has none for something is an outcome as well. */
function isBeyond(verdict: Verdict | undefined): boolean {
  return verdict?.outcome === 'skipped' && verdict.why?.includes(' cannot say: ') === true
}
