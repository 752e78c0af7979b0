import type { ClientPlan } from '../core/client-plan.js'
import type { DatabasePlan } from '../core/database-plan.js'
import { speedUp, writeDuration } from '../core/duration.js'
import { Trouble } from '../core/errors.js'
import type { GatewayWords } from '../core/gateway-words.js'
import type { ScenarioCard } from '../core/lesson.js'
import type { Limits } from '../core/limits.js'
import { nearest } from '../core/nearest.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import { cardOf } from './card.js'
import { planClient, requestsOf } from './client-plan.js'
import type { Expectations, Expected } from './expect.js'
import { awaitedOf, gatewayMarks } from './gateway-marks.js'
import { wordsOfLater } from './later.js'
import { expectationsOf, expectedOfRun, following } from './plan-expectations.js'
import { type PlannedRecords, planRecorded } from './plan-recorded.js'
import { planUpstream } from './plan-upstream.js'
import { type PlayedWords, playedWords, upstreamsOf } from './played-words.js'
import type { Records } from './recorded.js'
import type { Remedy, Scenario } from './scenario.js'

/** What a run may change about a scenario. */
export interface PlanOptions {
  readonly remedy?: string | undefined
  readonly speed: number
  /** Limits given at the prompt, in the scenario's milliseconds. */
  readonly limits: Limits
  /** What is recorded for the target where it differs. */
  readonly recorded?: Records | undefined
}

/** A scenario made ready to be played: every duration is real milliseconds. */
export interface RunPlan {
  readonly card: ScenarioCard
  readonly remedy: string | null
  readonly speed: number
  /** The limits as the scenario means them, and in real milliseconds. */
  readonly limits: Limits
  readonly realLimits: Limits
  readonly client: ClientPlan
  /** The label of every request, by its index. */
  readonly requests: readonly string[]
  readonly upstreams: readonly UpstreamPlan[]
  readonly database: DatabasePlan
  /** What the gateway must be able to do. */
  readonly gateway: GatewayWords
  /** It speaks TLS to the upstreams. */
  readonly tls?: boolean
  /** Marks that are awaited of it. */
  readonly gatewayMarks: readonly string[]
  readonly expected: PlannedExpectations
  /** What the target is known to do instead. */
  readonly recorded?: readonly PlannedRecords[]
  /** Words that no part of the testbed plays yet: the run is skipped. */
  readonly later: readonly string[]
}

/** Expectations in real milliseconds. */
export interface PlannedExpectations {
  /** What each request must get, by its index, by the names of the checks. */
  readonly answers: readonly Expectations[]
  /** What the run as a whole must show. */
  readonly run: Expectations
}

const SHORTEST_LIMIT = 20

/** Makes a scenario ready to be played. The one place where speed is applied. */
export function planRun(scenario: Scenario, options: PlanOptions): RunPlan {
  const remedy = remedyNamed(scenario, options.remedy)
  const words = playedWords(scenario, remedy)
  const written = millisecondsOf(words.timeouts)
  const limits = { ...written, ...options.limits }
  refuseHaste(limits, options.speed)
  const requests = requestsOf(words.client)
  const plan = (expected: Expected | undefined, teaches?: string) => ({
    answers: expectationsOf(requests, expected, teaches).map(each =>
      speedUp(following(each, written, limits), options.speed)
    ),
    run: speedUp(expectedOfRun(expected), options.speed)
  })
  const expected = plan(words.expect, scenario.teaches)
  const upstreams = Object.entries(upstreamsOf(words)).map(([name, upstream]) =>
    planUpstream(name, speedUp(upstream, options.speed), words)
  )
  const client = planClient(speedUp(words.client, options.speed), patience(limits, options.speed))
  return {
    card: cardOf(scenario),
    remedy: options.remedy ?? null,
    speed: options.speed,
    limits,
    realLimits: scaled(limits, options.speed),
    requests: requests.map(request => request.label),
    client,
    upstreams,
    database: speedUp(words.database ?? {}, options.speed),
    gateway: planGateway(words, options.speed),
    gatewayMarks: awaitedOf(gatewayMarks(Object.keys(upstreamsOf(words))), client, upstreams),
    expected,
    ...(options.recorded && { recorded: planRecorded(expected, options.recorded, options.speed, plan) }),
    later: wordsOfLater(words)
  }
}

function remedyNamed(scenario: Scenario, name: string | undefined): Remedy | undefined {
  if (name === undefined) return undefined
  const remedies = scenario.remedies ?? {}
  if (Object.hasOwn(remedies, name)) return remedies[name]
  const names = Object.keys(remedies)
  const near = nearest(name, names)
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  const next = names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.${hint}`
  throw new Trouble('usage', `scenario ${scenario.id} has no remedy "${name}"`, next)
}

function millisecondsOf(timeouts: Scenario['timeouts'] = {}): Limits {
  return speedUp(timeouts, 1)
}

function scaled(limits: Limits, speed: number): Limits {
  return Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, value / speed]))
}

/** A limit under 20 ms would measure the machine, not the gateway. */
function refuseHaste(limits: Limits, speed: number): void {
  const shortest = Math.min(...Object.values(limits))
  if (shortest / speed >= SHORTEST_LIMIT || speed <= 1) return
  const highest = Math.max(1, Math.floor(shortest / SHORTEST_LIMIT))
  const found = `${writeDuration(shortest)} would become ${writeDuration(shortest / speed)}`
  throw new Trouble('usage', `--speed ${speed} is too fast: the limit of ${found}`, `The highest for it is ${highest}.`)
}

const DEFAULT_LIMIT = 60_000
const SPARE = 10_000

/** How long the testbed waits for one answer: well past every limit of the gateway, at most ten minutes. */
function patience(limits: Limits, speed: number): number {
  const { connect = DEFAULT_LIMIT, read = DEFAULT_LIMIT, head = 0, total = 0, write = 0 } = limits
  return Math.min(600_000, (2 * Math.max(connect + read, head, total, write)) / speed + SPARE)
}

/** A gateway that is told nothing else sends to all upstreams that there are. */
function planGateway(words: PlayedWords, speed: number): GatewayWords {
  const names = Object.keys(upstreamsOf(words))
  return { ...(names.length > 1 ? { upstreams: names } : {}), ...speedUp(words.gateway ?? {}, speed) }
}
