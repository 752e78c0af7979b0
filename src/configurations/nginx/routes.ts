import type { ConfiguredUpstream, Need, Place, Remark, Route } from '../configuration.js'
import { plainly, type Spot, under, type World } from './asking.js'
import { conditionOf, insideOf } from './conditions.js'
import type { Arrival } from './course.js'
import { credentials } from './credentials.js'
import { errorPagesOf } from './error-pages.js'
import { evaluate, hasVariables } from './evaluate.js'
import { identified } from './identify.js'
import { everyLocation, nameOf } from './locations.js'
import { familyOf, passIn, targetOf } from './passes.js'
import type { Asked } from './request.js'
import { everyEffective } from './scope.js'
import { hostFor, type Listen, type Server } from './servers.js'
import { settingsOf } from './settings.js'
import { upstreamsOf } from './upstreams.js'
import { named } from './walk.js'

/** What was found on the way through the servers. */
export interface Found {
  readonly routes: readonly Route[]
  readonly needs: readonly Need[]
  readonly remarks: readonly Remark[]
}

/** Everything that a client can ask for and that leads to an upstream. */
export function routesOf(world: World): Found {
  const needs: Need[] = []
  const remarks: Remark[] = []
  const routes = world.servers.flatMap(server => ofServer(server, world, needs, remarks))
  return { routes: identified(routes), needs, remarks }
}

function ofServer(server: Server, world: World, needs: Need[], remarks: Remark[]): Route[] {
  return listeners(server).flatMap(listen => {
    const host = hostFor(server, world.servers, listen)
    if (host === undefined) {
      const text = `no host leads to this server on port ${listen.port}: another one comes first`
      remarks.push({ place: server.directive.place, text })
      return []
    }
    const locations = [...everyLocation(server.locations)].filter(({ internal }) => !internal)
    return locations.flatMap(location => ofLocation({ server, world, listen, host, location }, needs, remarks))
  })
}

/** One for each way of speaking, an address of IPv4 before one of IPv6. */
function listeners({ listens }: Server): Listen[] {
  const sorted = [...listens].sort((a, b) => Number(a.host.includes(':')) - Number(b.host.includes(':')))
  return [false, true].flatMap(tls => sorted.find(listen => listen.tls === tls) ?? [])
}

function ofLocation(spot: Spot, needs: Need[], remarks: Remark[]): Route[] {
  const { location } = spot
  const routes: Route[] = []
  const add = (arrival: Arrival | undefined, name: string, place: Place) => {
    const route = arrival === undefined ? undefined : routeOf(arrival, spot, name, place)
    if (route !== undefined) routes.push(route)
    if (arrival !== undefined) needs.push(...filesOf(arrival))
    return route !== undefined
  }
  const pass = passIn(location.block)
  const found = add(plainly(spot), nameOf(location), location.place)
  if (!found && pass !== undefined)
    remarks.push({
      place: location.place,
      text: `no request was found that leads to ${pass.args[0] ?? 'this upstream'} from here`
    })
  for (const branch of named(location.block, 'if')) {
    const branched = passIn(branch.block ?? [])
    if (branched === undefined) continue
    const condition = conditionOf(branch.args)
    const said = insideOf(branch.args)
    const name = `${nameOf(location)} if (${said})`
    if (!add(under(condition, branched, spot), name, branch.place)) {
      remarks.push({ place: branch.place, text: `no request was found for which ${said} holds` })
    }
  }
  return routes
}

/** Files that lead to the upstream, and those that are answered when it fails. */
function filesOf(arrival: Arrival): Need[] {
  const { files, pass, course } = arrival
  return [...files.map(path => ({ kind: 'file', path, place: pass.place }) as const), ...errorPagesOf(course, arrival)]
}

function routeOf(arrival: Arrival, { world, listen }: Spot, id: string, place: Place): Route | undefined {
  const { pass, scope, course } = arrival
  const family = familyOf(pass)
  const text = evaluate(pass.args[0] ?? '', course)
  const target = family === undefined || text === undefined ? undefined : targetOf(family, text)
  if (family === undefined || target === undefined) return undefined
  const upstreams = [...upstreamsOf(target, world.blocks, pass.place), ...standIns(arrival, world)]
  if (upstreams.some(({ host, socket }) => host === '' && socket === undefined)) return undefined
  const block = world.blocks.get(target.authority)
  const settings = settingsOf({ family, scope, upstreams, block, dynamic: hasVariables(pass.args[0] ?? '') })
  const { host, path, query, method } = course.asked
  const { isDefault: _, ...listener } = listen
  const fields = [...fieldsOf(course.asked), ...credentials(scope)]
  const only = method === 'GET' ? {} : { method }
  return {
    id,
    listener,
    host,
    path: encodeURI(path) + (query === '' ? '' : `?${query}`),
    fields,
    ...only,
    upstreams,
    settings,
    place
  }
}

/** The upstreams of the locations to which error_page leads when the first ones fail. */
function standIns({ scope, course }: Arrival, { blocks }: World): readonly ConfiguredUpstream[] {
  const targets = everyEffective(scope, 'error_page')
    .filter(({ args }) => args.some(code => /^5\d\d$/.test(code)))
    .map(({ args }) => args.at(-1))
  return course.server.locations.flatMap(({ modifier, text, block }) => {
    const pass = modifier === '@' && targets.includes(text) ? passIn(block) : undefined
    const family = pass === undefined ? undefined : familyOf(pass)
    const address = pass === undefined ? undefined : evaluate(pass.args[0] ?? '', course)
    const target = family === undefined || address === undefined ? undefined : targetOf(family, address)
    return pass === undefined || target === undefined ? [] : upstreamsOf(target, blocks, pass.place)
  })
}

function fieldsOf({ fields }: Asked): string[] {
  const written = Object.entries(fields).flatMap(([name, value]) => [name.replaceAll('_', '-'), value])
  return 'upgrade' in fields && !('connection' in fields) ? [...written, 'connection', 'upgrade'] : written
}
