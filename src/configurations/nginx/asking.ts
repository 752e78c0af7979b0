import { pathsFor } from './candidates.js'
import { type Condition, conditionOf, satisfying } from './conditions.js'
import { type Arrival, follow } from './course.js'
import type { Location } from './locations.js'
import type { Asked, Maps } from './request.js'
import type { Listen, Server } from './servers.js'
import type { Directive } from './tree.js'
import type { Blocks } from './upstreams.js'
import { named } from './walk.js'

/** All that routes are made from. */
export interface World {
  readonly servers: readonly Server[]
  readonly maps: Maps
  readonly blocks: Blocks
}

/** A location, seen by a client that asks at one place. */
export interface Spot {
  readonly server: Server
  readonly world: World
  readonly listen: Listen
  readonly host: string
  readonly location: Location
}

/** A request that comes to a location and further on to an upstream; with what its conditions ask for where it must. */
export function plainly(spot: Spot): Arrival | undefined {
  const { server, location, world } = spot
  const branches = [...named(server.block, 'if'), ...named(location.block, 'if')].map(({ args }) => conditionOf(args))
  const asked = branches
    .filter(({ sign }) => /^!(?:=|~)/.test(sign))
    .map(condition => ({ ...condition, sign: condition.sign.slice(1) }))
  return first(spot, [{}, merged(asked, world.maps)], () => true)
}

/** A request for which the condition of an if holds, and that comes to the pass in it. */
export function under(condition: Condition, pass: Directive, spot: Spot): Arrival | undefined {
  const wanted = satisfying(condition, spot.world.maps)
  return wanted === undefined ? undefined : first(spot, [wanted], arrival => arrival.pass === pass)
}

function merged(conditions: readonly Condition[], maps: Maps): Partial<Asked> {
  const all = conditions.map(
    condition => satisfying({ ...condition, sign: condition.sign === '' ? '=' : condition.sign }, maps) ?? {}
  )
  return Object.assign({}, ...all, { fields: Object.assign({}, ...all.map(({ fields }) => fields)) })
}

function first(
  spot: Spot,
  wanted: readonly Partial<Asked>[],
  fits: (arrival: Arrival) => boolean
): Arrival | undefined {
  for (const want of wanted) {
    for (const path of pathsFor(spot.location)) {
      const arrival = follow(spot.server, asking(spot, path, want), spot.world.maps)
      if (arrival?.entry === spot.location && fits(arrival)) return arrival
    }
  }
  return undefined
}

function asking({ location, listen, host }: Spot, path: string, want: Partial<Asked>): Asked {
  const allowed = named(location.block, 'limit_except').at(-1)?.args ?? ['GET']
  const method = allowed.includes('GET') ? 'GET' : (allowed[0] ?? 'GET')
  return { host, path, query: '', method, tls: listen.tls, port: listen.port, fields: {}, ...want }
}
