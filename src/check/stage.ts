import type { Configuration, ConfiguredUpstream, Route } from '../configurations/configuration.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import type { RunPlan } from '../scenario/index.js'
import { UPSTREAM } from './blank.js'
import { FINE } from './own-plans.js'

/** The place of one upstream inside the sandbox. */
export interface StandIn {
  readonly upstream: ConfiguredUpstream
  /** Where its script is played. */
  readonly host: string
  readonly port: number
  /** It speaks something else than plain HTTP over TCP there: somebody translates. */
  readonly faced: boolean
  /** The gateway itself has taken its port on all addresses: it stands in a network beside. */
  readonly beyond: boolean
}

/** What is known of the sandbox. */
export interface Surveyed {
  addressOf(host: string): string
  /** Ports that the gateway has taken on all of its addresses. */
  readonly taken: readonly number[]
}

/** Upstreams of one cell, and where each of them stands. */
export interface Stage {
  readonly plan: RunPlan
  readonly standIns: readonly StandIn[]
}

/** How an upstream is called that is on another route, or is asked on the way: who a client is. */
export const BESIDE = 'beside'

/** The first address of those behind which scripts are played that need somebody who translates. */
const BEHIND_FACES = '127.98.0.'
const BEHIND_PORT = 9000

/** Puts an upstream at every address that the configuration names: those of the route fail as planned, the others answer. */
export function stageOf({ upstreams }: Configuration, route: Route, plan: RunPlan, surveyed: Surveyed): Stage {
  const own = distinct(route.upstreams)
  const others = distinct(upstreams).filter(each => !own.some(known => keyOf(known) === keyOf(each)))
  const failing = plan.upstreams.length > 1 ? plan.upstreams : own.map(() => plan.upstreams[0] ?? UPSTREAM)
  const cast = [
    ...failing.map((part, at) => ({ part, upstream: own[at] ?? movedTo(own[0] as ConfiguredUpstream) })),
    ...others.map(upstream => ({ part: { ...UPSTREAM, name: BESIDE, script: FINE, when: upgrading(plan) }, upstream }))
  ]
  const away = cast.map(({ upstream }) => upstream).filter(upstream => isTaken(upstream, surveyed))
  const beyond = new Set(away.map(({ host }) => surveyed.addressOf(host)))
  return {
    plan: { ...plan, upstreams: cast.map(({ part }, at) => ({ ...part, name: `${part.name}-${at}` })) },
    standIns: cast.map(({ part, upstream }, at) => standInOf(upstream, part, at, { ...surveyed, beyond }))
  }
}

/** A gateway may have a place of its own for those who ask for an upgrade. */
function upgrading({ upstreams }: RunPlan): UpstreamPlan['when'] {
  return upstreams[0]?.when.filter(({ has }) => has === 'Upgrade') ?? []
}

/** What a place is told apart by. */
export function keyOf({ host, port, socket }: ConfiguredUpstream): string {
  return socket ?? `${host}:${port}`
}

/** Where the name of an upstream leads when it has moved. */
export const NEW_ADDRESS = '198.18.255.1'

function movedTo(upstream: ConfiguredUpstream): ConfiguredUpstream {
  return { ...upstream, host: NEW_ADDRESS }
}

function distinct(upstreams: readonly ConfiguredUpstream[]): readonly ConfiguredUpstream[] {
  return [...new Map(upstreams.map(upstream => [keyOf(upstream), upstream])).values()]
}

/** The gateway has its port on this address, too. */
function isTaken({ socket, host, port }: ConfiguredUpstream, { addressOf, taken }: Surveyed): boolean {
  return socket === undefined && taken.includes(port) && !/^(?:127\.|::1$)/.test(addressOf(host))
}

function standInOf(
  upstream: ConfiguredUpstream,
  { listen }: UpstreamPlan,
  at: number,
  { addressOf, beyond: away }: Surveyed & { readonly beyond: ReadonlySet<string> }
): StandIn {
  const { protocol, socket, port } = upstream
  const there = addressOf(upstream.host)
  // All of an address is here, or all of it is there.
  const beyond = socket === undefined && away.has(there)
  const plain = protocol === 'http' && socket === undefined
  // Where nobody gets through there is nothing to translate.
  if (plain || (listen !== 'open' && socket === undefined)) return { upstream, host: there, port, faced: false, beyond }
  return { upstream, host: `${BEHIND_FACES}${at + 1}`, port: BEHIND_PORT, faced: listen === 'open', beyond }
}
