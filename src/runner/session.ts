import { setMaxListeners } from 'node:events'
import { now } from '../core/clock.js'
import type { Event } from '../core/events.js'
import type { Outcome, Verdict } from '../core/verdict.js'
import { Controls } from './control.js'
import { untilOnTime } from './event-loop.js'
import type { Job } from './job.js'
import { longestFirst } from './longest-first.js'
import { oneAtATime } from './one-at-a-time.js'
import type { RunContext } from './play.js'
import { run } from './run.js'

/** Plays jobs side by side, so many at a time, each in its own surroundings, after the control of its target; tells all of them as one stream. */
export async function playAll(
  jobs: readonly Job[],
  parallel: number,
  context: RunContext,
  emit: (event: Event) => void
): Promise<readonly Verdict[]> {
  // Every run listens for an interrupt: Node warns of a leak at the eleventh.
  setMaxListeners(0, context.interrupted)
  const began = now()
  const verdicts: Verdict[] = []
  const waiting = longestFirst(jobs.map((job, at) => ({ job, at, plan: job.plan })))
  const { controls = new Controls() } = context
  const play = oneAtATime(job => run(job, { ...context, controls }, emit))
  let atWork = 0
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !context.interrupted.aborted; next = waiting.shift()) {
      await untilOnTime(() => atWork)
      atWork++
      verdicts[next.at] = await play(next.job).finally(() => atWork--)
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, jobs.length) }, work))
  const done = verdicts.filter(verdict => verdict !== undefined)
  emit({ event: 'summary', runs: done.length, outcomes: count(done), milliseconds: Math.round(now() - began) })
  return done
}

function count(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const outcomes = { pass: 0, differs: 0, fail: 0, skipped: 0, broken: 0 }
  for (const { outcome } of verdicts) outcomes[outcome]++
  return outcomes
}
