import type { Route } from '../configurations/configuration.js'
import type { ClientAct, RequestPlan } from '../core/client-plan.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import { planRun, type RunPlan, type Scenario } from '../scenario/index.js'
import type { PlayedFailure } from './failures.js'
import { ownPlan } from './own-plans.js'
import type { Pace } from './pace.js'

/** A scenario made ready to be played on a route: asked for there, and as slow as the limits of the route want it. */
export function aim(failure: PlayedFailure, scenario: Scenario, route: Route, pace: Pace): RunPlan {
  const stretch = stretchOf(failure, scenario, pace)
  // Its limits are those of the gateway, which has its own here.
  const plan = planRun({ ...scenario, timeouts: {} }, { speed: pace.speed / stretch, limits: {} })
  const own = failure.own === true ? ownPlan(failure.id, pace) : undefined
  const client = own?.client ?? plan.client
  const acts = failure.firstOnly === true ? client.acts.slice(0, 1) : client.acts
  const upstreams = own?.upstreams ?? plan.upstreams.map(upstream => chosenByPath(upstream, acts))
  const aimed = acts.map(act => aimedAct(act, failure, route))
  return {
    ...plan,
    // The control of a run is one for targets of our own making; here each route has one.
    card: { ...plan.card, tags: [] },
    speed: pace.speed,
    limits: {},
    realLimits: {},
    client: { acts: aimed, patience: pace.patience / pace.speed },
    requests: requestsIn(aimed).map(({ label }) => label),
    upstreams: upstreams.map(upstream => healthy(upstream, route)),
    gateway: {},
    expected: { answers: [], run: {} },
    later: []
  }
}

/** The requests of acts, in their order. */
export function requestsIn(acts: readonly ClientAct[]): readonly RequestPlan[] {
  return acts.flatMap(act => (act.act === 'request' ? [act.request] : act.act === 'together' ? act.requests : []))
}

/** So many times as long as in the scenario are its durations: as many as the limit is, or what a moment needs in real time. */
function stretchOf(failure: PlayedFailure, scenario: Scenario, { speed, limit }: Pace): number {
  if (failure.stretch !== undefined) return failure.stretch
  return failure.limit === undefined ? speed / MOMENTS : limit / limitOf(scenario, failure)
}

/** Moments are so many times shorter than in a scenario, in real time. */
const MOMENTS = 3

/** The limit of the scenario that stands for the one of the route. */
function limitOf({ timeouts = {} }: Scenario, { limit }: PlayedFailure): number {
  const role = limit === 'connect' || limit === 'write' ? limit : 'read'
  return timeouts[role]?.milliseconds ?? timeouts.read?.milliseconds ?? 1000
}

/** The paths of the scenario are not those of the route: what the only request would have got, each gets. */
function chosenByPath(upstream: UpstreamPlan, acts: readonly ClientAct[]): UpstreamPlan {
  const asked = requestsIn(acts).map(({ path }) => path)
  const rule = upstream.when.find(({ path }) => path !== undefined && asked.includes(path))
  return { ...upstream, script: rule?.script ?? upstream.script, when: upstream.when.filter(({ path }) => !path) }
}

/** A field by which a request of ours is told from the gateway's own, where both ask for the same. */
export const MARK = 'X-Gatecrash'

/** A gateway that asks by itself whether the upstream is well is told so: it is this one request that fails. */
function healthy(upstream: UpstreamPlan, { upstreams, path }: Route): UpstreamPlan {
  const health = upstreams.find(each => each.health !== undefined)?.health
  if (health === undefined) return upstream
  const [first = upstream.script] = upstream.connections
  const well = [
    { kind: 'receive', value: 'request' },
    { kind: 'respond', value: { status: 200 } }
  ]
  const asks = health.path === undefined ? [] : [{ path: health.path, script: well }]
  // Its connections are counted as well: whatever the first one gets, each gets.
  const ours = health.path === path ? [...upstream.when, { has: MARK, script: first }] : []
  return { ...upstream, script: first, connections: [], when: [...ours, ...asks, ...upstream.when] }
}

function aimedAct(act: ClientAct, failure: PlayedFailure, route: Route): ClientAct {
  if (act.act === 'request') return { ...act, request: aimedRequest(act.request, failure, route) }
  if (act.act !== 'together') return act
  return { ...act, requests: act.requests.map(request => aimedRequest(request, failure, route)) }
}

const FORM = ['Content-Type', 'application/x-www-form-urlencoded']

function aimedRequest(
  request: RequestPlan,
  failure: PlayedFailure,
  { host, path, fields, method, upstreams }: Route
): RequestPlan {
  const asked = method ?? (request.method === 'GET' ? failure.method : request.method)
  const body = request.body ?? (asked === 'POST' ? 'item=7&count=1' : null)
  const marked = upstreams.some(({ health }) => health?.path === path) ? [MARK, 'asks'] : []
  return {
    ...request,
    // Each worker of a gateway has upstream connections, and an opinion of the upstream, of its own.
    connection: failure.own !== true && request.index > 0 ? 'same' : request.connection,
    method: asked,
    path,
    label: `${asked} ${path}`,
    body,
    fields: [
      'Host',
      host,
      ...marked,
      ...(body === null ? [] : FORM),
      ...without(fields, request.fields),
      ...request.fields
    ]
  }
}

/** What a request says itself counts: said twice, a field such as Upgrade has another value. */
function without(fields: readonly string[], said: readonly string[]): string[] {
  const names = new Set(said.filter((_, at) => at % 2 === 0).map(name => name.toLowerCase()))
  return fields.filter((_, at) => !names.has((fields[at - (at % 2)] ?? '').toLowerCase()))
}
