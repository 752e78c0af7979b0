import t from 'tap'
import type { Event } from '../src/core/events.js'
import type { Verdict } from '../src/core/verdict.js'
import { type Job, openSurroundings, playAll } from '../src/runner/index.js'
import { allScenarios, planRun, recordFor } from '../src/scenario/index.js'
import { TARGETS } from '../src/targets/index.js'
import { whyMissing } from './needs.js'

// On a machine with other work to do it takes minutes.
t.setTimeout(400_000)

/** Fast enough for a test, slow enough for a machine that has other tests to run as well. */
const SPEED = 2

for (const target of TARGETS) {
  const skip = target.name === 'reference' ? false : whyMissing(target.name)
  t.test(
    `every scenario, every remedy and every trap does on ${target.name} what is expected or recorded`,
    { skip },
    async t => {
      const found = await target.find()
      if (!found.here) return t.fail(found.why)
      const jobs: Job[] = []
      for (const scenario of await allScenarios()) {
        for (const remedy of [undefined, ...Object.keys(scenario.remedies ?? {})]) {
          const recorded = await recordFor({ name: target.name, version: found.version }, scenario.id, remedy ?? null)
          const plan = planRun(scenario, { remedy, speed: SPEED, limits: {}, recorded })
          jobs.push({ plan, target, found, run: `${scenario.id}${remedy === undefined ? '' : ` ${remedy}`}` })
        }
      }
      t.setTimeout(300_000)
      const facts = new Map<string, Event[]>()
      const keep = (event: Event) => 'run' in event && facts.set(event.run, [...(facts.get(event.run) ?? []), event])
      await using surroundings = openSurroundings(process.env)
      const stage = { surroundings, interrupted: new AbortController().signal }
      const verdicts = await playAll(jobs, 3, stage, keep)
      for (const [at, { run }] of jobs.entries()) {
        const verdict = verdicts[at]
        const good = verdict?.outcome === 'pass' || verdict?.outcome === 'differs' || isBeyond(verdict)
        t.ok(good, run, good ? {} : { verdict, facts: facts.get(run) })
      }
    }
  )
}

/** A target need not have every word; that it has none for something is an outcome as well. */
function isBeyond(verdict: Verdict | undefined): boolean {
  return verdict?.outcome === 'skipped' && verdict.why?.includes(' cannot say: ') === true
}
