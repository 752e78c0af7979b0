import { Trouble } from '../../core/errors.js'
import type { Limits } from '../../core/limits.js'
import type { Found, Target } from '../../core/target.js'
import type { Job } from '../../runner/index.js'
import { planRun, recordFor, type Scenario } from '../../scenario/index.js'
import { resolveTarget } from '../../targets/index.js'
import { elsewhereFor } from './elsewhere.js'

interface JobOptions {
  readonly remedy?: string
  readonly target?: string
  readonly speed?: number
  readonly repeat?: number
}

/** Every run that was asked for, ready to be played; whatever is wrong is told before anything is started. */
export async function jobsFor(scenarios: readonly Scenario[], options: JobOptions, limits: Limits): Promise<Job[]> {
  if (options.remedy !== undefined && scenarios.length > 1)
    throw new Trouble('usage', `--remedy ${options.remedy} needs one scenario, found ${scenarios.length}`)
  refuseNamesakes(scenarios)
  const target = resolveTarget(options.target ?? 'reference')
  const found = await findTarget(target)
  const jobs = await Promise.all(scenarios.map(scenario => jobFor(scenario, target, found, options, limits)))
  const repeat = options.repeat ?? 1
  const [only] = jobs
  if (only !== undefined && jobs.length === 1 && scenarios[0] !== undefined)
    jobs[0] = { ...only, elsewhere: await elsewhereFor(scenarios[0], options.remedy ?? null, target) }
  return jobs.flatMap(job => Array.from({ length: repeat }, (_, at) => ({ ...job, run: runName(job, at, repeat) })))
}

/** Refuses two scenarios of one name. A run is known by the name of its scenario: in the stream of events two of one name could not be told apart. */
export function refuseNamesakes(scenarios: readonly Scenario[]): void {
  for (const { id, file } of scenarios) {
    const other = scenarios.find(scenario => scenario.id === id && scenario.file !== file)
    if (other !== undefined)
      throw new Trouble(
        'usage',
        `two scenarios are called ${id}: ${file} and ${other.file}`,
        'Run one after the other.'
      )
  }
}

function runName(job: Job, at: number, repeat: number): string {
  return repeat === 1 ? job.run : `${job.run}#${at + 1}`
}

/** One scenario on one target, with what is recorded for it there. */
export async function jobFor(
  scenario: Scenario,
  target: Target,
  found: Found,
  options: JobOptions,
  limits: Limits
): Promise<Job> {
  const { remedy, speed = 1 } = options
  const recorded = await recordFor({ name: target.name, version: found.version }, scenario.id, remedy ?? null)
  const plan = planRun(scenario, { remedy, speed, limits, recorded })
  const run = `${scenario.id}${remedy === undefined ? '' : `+${remedy}`}@${target.name}`
  return { plan, target, found, run }
}

/** The target as it is on this machine; one that is not here is a Trouble that says how to get it. */
export async function findTarget(target: Target): Promise<Found> {
  const found = await target.find()
  if (found.here) return found
  throw new Trouble('program-missing', `${target.product}: ${found.why}`, `To get it: ${found.install}`)
}
