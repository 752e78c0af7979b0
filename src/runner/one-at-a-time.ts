import type { Target } from '../core/target.js'
import type { Verdict } from '../core/verdict.js'
import type { Job } from './job.js'

type Deed = (job: Job) => Promise<Verdict>

/** Plays jobs as they come, but those of a target whose upstreams have one place only one after the other. */
export function oneAtATime(play: Deed): Deed {
  const last = new Map<Target, Promise<unknown>>()
  return job => {
    if (job.target.upstreamsAt === undefined) return play(job)
    const before = last.get(job.target) ?? Promise.resolve()
    const played = before.then(() => play(job))
    last.set(
      job.target,
      played.catch(() => undefined)
    )
    return played
  }
}
