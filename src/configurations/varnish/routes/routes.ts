import type { Configuration, ConfiguredUpstream, Listener, Remark, Route } from '../../configuration.js'
import { type Backend, backendsOf } from '../backends.js'
import { type Director, directorsOf, membersOf } from '../directors.js'
import type { Program } from '../text/program.js'
import { candidatesOf } from './candidates.js'
import { settingsOf } from './settings.js'
import { follow, type Led } from './ways.js'

/** What is known of the backends of a VCL. */
export interface World {
  readonly program: Program
  readonly backends: readonly Backend[]
  readonly directors: readonly Director[]
}

/** The backends and directors of a VCL. */
export function worldOf(program: Program): World {
  return { program, backends: backendsOf(program), directors: directorsOf(program) }
}

/** A request that gets there, for every backend and every way to it. */
export function routesOf(world: World, listener: Listener): Pick<Configuration, 'routes' | 'remarks'> {
  const led = candidatesOf(world.program).flatMap(asked => follow(world.program, asked) ?? [])
  const chosen = plainestOf(led, world).filter(({ upstreams }) => upstreams.length > 0)
  const severalHosts = new Set(chosen.map(({ led: { asked } }) => asked.host)).size > 1
  const ids = new Set<string>()
  const routes = chosen.map(({ led: each, members, upstreams, name }): Route => {
    const { asked, to } = each
    const plain = `${severalHosts ? asked.host : ''}${asked.url}`
    const id = ids.has(plain) ? `${plain} ${name}` : plain
    ids.add(id)
    return {
      id,
      listener,
      host: asked.host,
      path: asked.url,
      fields: [...asked.fields].flat(),
      ...(asked.method !== 'GET' && { method: asked.method }),
      upstreams,
      settings: settingsOf(each, members, world.program),
      place: to?.place ?? members[0]?.place ?? listener.place
    }
  })
  return { routes, remarks: [...undecided(led), ...unreached(world, routes)] }
}

interface Chosen {
  readonly led: Led
  readonly name: string
  readonly members: readonly Backend[]
  readonly upstreams: readonly ConfiguredUpstream[]
}

/** Another way to the same backend counts when it needs no more fields than the first one. */
function plainestOf(led: readonly Led[], world: World): Chosen[] {
  const chosen = new Map<string, Chosen>()
  const fewest = new Map<string, number>()
  for (const each of led) {
    const name = each.to?.name ?? defaultOf(world)
    const size = each.asked.fields.size + (each.asked.method === 'GET' ? 0 : 1)
    const known = fewest.get(name) ?? size
    const key = `${name} ${each.way}`
    if (chosen.has(key) || size > known) continue
    fewest.set(name, known)
    const members = membersOf(name, world.backends, world.directors)
    chosen.set(key, { led: each, name, members, upstreams: members.flatMap(({ upstream }) => upstream ?? []) })
  }
  return [...chosen.values()]
}

function defaultOf({ backends }: World): string {
  return (backends.find(({ name }) => name === 'default') ?? backends[0])?.name ?? ''
}

function undecided(led: readonly Led[]): Remark[] {
  const places = new Map(
    led.flatMap(({ course }) => course.unknown).map(place => [`${place.file}:${place.line}`, place])
  )
  return [...places.values()].map(place => ({
    place,
    text: 'what this condition says is only known while Varnish runs; taken for false'
  }))
}

function unreached({ backends }: World, routes: readonly Route[]): Remark[] {
  const reached = new Set(routes.flatMap(({ upstreams }) => upstreams))
  return backends.flatMap(({ name, place, upstream }) =>
    upstream === undefined || reached.has(upstream)
      ? []
      : [{ place, text: `backend ${name}: no request was found that leads there; not played` }]
  )
}
