import { isIP } from 'node:net'
import type { Need, Remark, Route } from '../configuration.js'
import { type Candidate, candidatesIn } from './asking/candidates.js'
import { Course, type World } from './asking/course.js'
import { fitsHost, hostFor, matcherOf, matchersIn } from './asking/matchers.js'
import { fitsPath } from './asking/paths.js'
import type { Asked } from './asking/request.js'
import { phpIndex } from './needs.js'
import { settingsOf } from './settings.js'
import { type Address, listenerOf, type Parts, type Site } from './sites.js'
import type { Directive } from './text/tree.js'
import { proxyOf, upstreamsOf } from './upstreams.js'
import { named } from './walk.js'

/** What is found when every proxy is asked for. */
export interface Found {
  readonly routes: readonly Route[]
  readonly needs: readonly Need[]
  readonly remarks: readonly Remark[]
}

type Unnamed = Omit<Route, 'id'>

/** Every proxy of a Caddyfile, with a request that leads there. */
export function routesOf(parts: Parts, world: World): Found {
  const all = parts.sites.map(site => ofSite(site, parts, world))
  return {
    routes: withNames(all.flatMap(({ routes }) => routes)),
    needs: all.flatMap(({ needs }) => needs),
    remarks: all.flatMap(({ remarks }) => remarks)
  }
}

function ofSite(site: Site, parts: Parts, world: World) {
  const address = mainAddress(site)
  const routes: Unnamed[] = []
  const needs: Need[] = []
  const remarks: Remark[] = []
  if (address === undefined) return { routes, needs, remarks }
  const start: Asked = {
    method: 'GET',
    host: hostFor(address.host),
    path: address.path.replace(/\*$/, '') || '/',
    tls: listenerOf(address, site, parts).tls,
    fields: []
  }
  const course = new Course(world)
  for (const candidate of candidatesIn(site.block, start, world)) {
    const { proxy } = candidate
    const route = routeOf(candidate, address, site, parts, course)
    if (typeof route === 'string') remarks.push({ place: proxy.place, text: route })
    else {
      routes.push(route)
      needs.push(...phpIndex(proxy, candidate.root))
    }
  }
  return { routes, needs, remarks }
}

/** No client names an address when it asks for a certificate. */
function mainAddress({ addresses }: Site): Address | undefined {
  return addresses.find(({ host }) => isIP(host) === 0) ?? addresses[0]
}

/** The route to a proxy; a sentence that says why there is none to be played. */
function routeOf(candidate: Candidate, address: Address, site: Site, parts: Parts, course: Course): Unnamed | string {
  const { proxy, requests, unknown } = candidate
  const known = matchersIn([...named(site.block, /^@/)], new Map())
  const parsed = proxyOf(proxy, matcherOf(proxy.args, known).rest)
  const upstreams = upstreamsOf(parsed)
  if (upstreams.length === 0) return `${proxy.name}: its upstream is only known while Caddy runs; not played`
  const leadsHere = (request: Asked) => {
    const end = course.run(site.block, request)
    return isHere(request, address, site, parts) && 'at' in end && end.at === proxy
  }
  const asked = requests.find(leadsHere)
  if (asked === undefined) return unreached(proxy, unknown)
  const { host, path, fields, method } = asked
  const settings = settingsOf(parsed, site.block, upstreams)
  const listener = listenerOf(address, site, parts)
  const bound = !leadsHere({ ...asked, method: method === 'GET' ? 'POST' : 'GET' })
  return { listener, host, path, fields, ...(bound && { method }), upstreams, settings, place: proxy.place }
}

/** A host that is named twice belongs to the site that names it best. */
function isHere({ host, path }: Asked, address: Address, site: Site, { sites }: Parts): boolean {
  if (!fitsHost(host, address.host) || !fitsPath(path, address.path || '*')) return false
  const rivals = sites.filter(each => each !== site).flatMap(({ addresses }) => addresses)
  const better = rivals.filter(
    each => each.port === address.port && fitsHost(host, each.host) && each.host !== address.host
  )
  return !better.some(each => rank(each.host) > rank(address.host))
}

function rank(host: string): number {
  return host === '' ? -1 : host.replaceAll('*', '').length + (host.includes('*') ? 0 : 1000)
}

function unreached({ name }: Directive, unknown: readonly string[]): string {
  if (unknown.length === 0) return `${name}: no request was found that gets here; not played`
  return `${name}: whether ${[...new Set(unknown)].join(', ')} holds is only known while Caddy runs; not played`
}

/** A path, with its host where there are several, and whatever else makes it the only one. */
function withNames(routes: readonly Unnamed[]): Route[] {
  const hosts = new Set(routes.map(({ host }) => host))
  const ids = new Map<string, number>()
  return routes.map(route => {
    const { host, path, method, fields, listener } = route
    const field = fields.length === 0 ? '' : ` (${fields[0]}: ${fields[1]})`
    const plain = `${method === undefined || method === 'GET' ? '' : `${method} `}${hosts.size > 1 ? host : ''}${path}${field}`
    const id = ids.has(plain) ? `${plain} on :${listener.port}` : plain
    const count = (ids.get(id) ?? 0) + 1
    ids.set(id, count)
    return { id: count > 1 ? `${id} #${count}` : id, ...route }
  })
}
