import { isIP } from 'node:net'
import type { Configuration, Route } from '../configurations/configuration.js'
import { unknown } from './behave.js'
import type { Behaviour } from './behaviour.js'
import { isControl } from './cells.js'
import { FAILURES } from './failures.js'
import type { Play } from './inside-words.js'

/** So many cells are played whatever they are: that takes about a minute. */
const MANY = 1000

/** What is played of many cells, and which route speaks for another one. */
export interface Chosen {
  readonly cells: readonly Play[]
  /** By their places in the list of routes. */
  readonly models: ReadonlyMap<number, number>
}

/** Of hundreds of routes with the same settings one is put to every failure, and of the others it is seen that they work. */
export function oneOfAlike({ routes }: Pick<Configuration, 'routes'>, cells: readonly Play[], many = MANY): Chosen {
  if (cells.length <= many) return { cells, models: new Map() }
  const first = new Map<string, number>()
  const models = new Map<number, number>()
  for (const at of new Set(cells.map(({ route }) => route).sort((a, b) => a - b))) {
    const kind = kindOf(routes[at])
    const model = first.get(kind)
    if (model === undefined) first.set(kind, at)
    else models.set(at, model)
  }
  return { cells: cells.filter(({ route, failure }) => !models.has(route) || isControl(FAILURES[failure])), models }
}

/** All that a failure can be answered by, but for the places where it stands. */
function kindOf(route: Route | undefined): string {
  if (route === undefined) return ''
  const { settings, upstreams, listener, method } = route
  const asked = upstreams.map(({ protocol, host, socket, health }) => [
    protocol,
    isIP(host) > 0,
    socket !== undefined,
    health
  ])
  const set = Object.entries(settings).map(([role, { name, value }]) => [role, name, value])
  return JSON.stringify([set.toSorted(), asked, listener.tls, listener.proxyProtocol, method])
}

/** Says of every route what its model did, as long as both do the same when nothing fails. */
export function withAlike(
  { routes }: Pick<Configuration, 'routes'>,
  all: readonly Play[],
  played: readonly Behaviour[],
  models: Chosen['models']
): Behaviour[] {
  const known = new Map(played.map(behaviour => [nameOf(behaviour.route, behaviour.failure), behaviour]))
  const inOrder = [...all].sort((a, b) => a.route - b.route || a.failure - b.failure)
  return inOrder.flatMap(({ route: at, failure: which, pace }) => {
    const route = routes[at]
    const failure = FAILURES[which]
    if (route === undefined || failure === undefined) return []
    const own = known.get(nameOf(route.id, failure.id))
    const model = routes[models.get(at) ?? -1]
    if (own !== undefined || model === undefined) return own ?? []
    const said = known.get(nameOf(model.id, failure.id))
    if (said === undefined) return []
    return works(known, route) === works(known, model)
      ? copied(said, route)
      : unknown(route, failure, pace, `it was not played, and answers otherwise than ${model.id} when nothing fails`)
  })
}

/** What is to be said of that where a report tells what was read. */
export function remarksOnAlike(
  { routes }: Pick<Configuration, 'routes'>,
  models: Chosen['models']
): Configuration['remarks'] {
  const counts = new Map<number, number>()
  for (const model of models.values()) counts.set(model, (counts.get(model) ?? 0) + 1)
  return [...counts].flatMap(([at, count]) => {
    const model = routes[at]
    const text = `${count} more routes have the settings of ${model?.id}: it was played for them, and of them only that they work`
    return model === undefined ? [] : [{ place: model.place, text }]
  })
}

function works(known: ReadonlyMap<string, Behaviour>, { id }: Route): string {
  const control = FAILURES.find(isControl)
  const { status, got, author, unknown: why } = known.get(nameOf(id, control?.id ?? '')) ?? {}
  return JSON.stringify([status, got, author, why === undefined])
}

/** With what decides at its own place. */
function copied(behaviour: Behaviour, { id, settings }: Route): Behaviour {
  const { decidedBy } = behaviour
  const own = Object.values(settings).find(each => each.name === decidedBy?.name && each.value === decidedBy.value)
  return { ...behaviour, route: id, ...(own === undefined ? {} : { decidedBy: own }) }
}

function nameOf(route: string, failure: string): string {
  return JSON.stringify([route, failure])
}
