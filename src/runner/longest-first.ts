import type { ClientAct } from '../core/client-plan.js'
import { deedsOf, type Script, scriptsOf, type UpstreamPlan } from '../core/upstream-plan.js'
import type { RunPlan } from '../scenario/index.js'
import type { Job } from './job.js'
import { needs } from './start-upstream.js'

/** Starting a database and asking it takes about so long, in real milliseconds. */
const DATABASE = 2000
/** And a process of its own about so long. */
const PROCESS = 300

/** So many scenarios take turns. */
const TURNS = 4

/**
 * Jobs in the order in which they are best begun: what takes long begins first, so that all of them are done early. Runs of one scenario
 * want the same at the same moments, such as a processor: they take turns with those of others that are about as long.
 */
export function longestFirst<J extends Pick<Job, 'plan'>>(jobs: readonly J[]): J[] {
  const sorted = jobs
    .map(job => ({ job, length: lengthOf(job.plan) }))
    .sort((a, b) => b.length - a.length)
    .map(({ job }) => job)
  const scenarios = [...new Set(sorted.map(({ plan }) => plan.card.id))]
  const groups = scenarios.map(id => sorted.filter(({ plan }) => plan.card.id === id))
  return Array.from({ length: Math.ceil(groups.length / TURNS) }, (_, at) =>
    inTurns(groups.slice(at * TURNS, (at + 1) * TURNS))
  ).flat()
}

/** The first of each group, then the second of each, … */
function inTurns<J>(groups: readonly (readonly J[])[]): J[] {
  const most = Math.max(...groups.map(group => group.length))
  return Array.from({ length: most }, (_, at) => groups.flatMap(group => group.slice(at, at + 1))).flat()
}

/** About how many real milliseconds a run takes, as far as its plan says. */
function lengthOf({ client, expected, upstreams, realLimits }: RunPlan): number {
  const asked = sum(expected.answers.map(({ after }) => (typeof after === 'number' ? after : 0)))
  // Some gateways do not notice that a client has left, and wait for the upstream until their limit.
  const left = client.acts.some(act => act.act === 'request' && act.request.leaves !== undefined)
    ? (realLimits.read ?? 0)
    : 0
  const worked = Math.max(0, ...upstreams.flatMap(upstream => scriptsOf(upstream)).map(waitsIn))
  const lived = sum(upstreams.map(({ life }) => life?.restart ?? 0)) + sum(upstreams.flatMap(deedsOf).map(waitsIn))
  return sum(client.acts.map(pauseIn)) + Math.max(asked, worked, left) + lived + sum(upstreams.map(startOf))
}

function startOf(upstream: UpstreamPlan): number {
  if (needs(upstream, 'database')) return DATABASE
  return upstream.life !== undefined || needs(upstream, 'process') ? PROCESS : 0
}

function waitsIn(script: Script): number {
  return sum(script.map(({ kind, value }) => (kind === 'wait' && typeof value === 'number' ? value : 0)))
}

function pauseIn(act: ClientAct): number {
  return act.act === 'wait' ? act.milliseconds : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}
