import type { ConfiguredUpstream, Listener, Need, Remark, Route } from '../configuration.js'
import { identified } from '../nginx/identify.js'
import { credentials } from './credentials.js'
import { type Directive, named } from './directive.js'
import { type Host, hostsIn, listenersOf, listensIn, nameFor } from './hosts.js'
import { below, fitting, handlersIn, inSection, wantedBy } from './passes/candidates.js'
import { type Arrival, follow } from './passes/course.js'
import type { Asked } from './passes/request.js'
import { isPassing, rulesIn } from './passes/rewriting.js'
import { nested, rootOf } from './passes/sections.js'
import { upstreamsOf, type Workers } from './passes/workers.js'
import { settingsOf } from './settings/index.js'

/** What was found on the way through the hosts. */
export interface Found {
  readonly routes: readonly Route[]
  readonly needs: readonly Need[]
  readonly remarks: readonly Remark[]
}

/** A line that passes on, and what may be asked to get there. */
interface Way {
  readonly line: Directive
  readonly id: string
  readonly paths: readonly string[]
  readonly wanted?: Partial<Asked>
}

/** Everything that a client can ask for and that leads to an upstream. */
export function routesOf(tree: readonly Directive[], workers: Workers, main: Route['place']): Found {
  const hosts = hostsIn(tree, main)
  const listens = listensIn(tree)
  const needs: Need[] = []
  const remarks: Remark[] = []
  const routes = hosts.flatMap(host =>
    listenersOf(host, listens).flatMap(listener => {
      const name = nameFor(host, hosts, listener)
      if (name === undefined) {
        if (host.addresses.length > 0)
          remarks.push({
            place: host.place,
            text: `no host leads to this virtual host on port ${listener.port}: another one comes first`
          })
        return []
      }
      return waysOf(host).flatMap(way => {
        const route = routeFor(way, { host, listener, name, hosts }, workers)
        if (route === undefined && way.line.args.some(arg => /:\/\//.test(arg)))
          remarks.push({
            place: way.line.place,
            text: `no request was found that leads to ${addressIn(way.line)} from here`
          })
        if (way.line.name === 'sethandler' && route?.path.startsWith('/'))
          needs.push({
            kind: 'file',
            path: rootOf(host) + route.path.replace(/\?.*/, '').replace(/\/$/, '/index.html'),
            place: way.line.place
          })
        return route ?? []
      })
    })
  )
  return { routes: identified(routes), needs, remarks: eachOnce(remarks) }
}

function eachOnce(remarks: readonly Remark[]): Remark[] {
  const key = ({ place, text }: Remark) => `${place.file}:${place.line} ${text}`
  return [...new Map(remarks.map(remark => [key(remark), remark])).values()]
}

function addressIn({ args }: Directive): string {
  return args.find(arg => /:\/\//.test(arg)) ?? ''
}

/** Every line of a host that passes on, where it stands; those of the main server hold in each virtual host, but belong to it alone. */
function waysOf(host: Host): Way[] {
  const own = host.scope.at(-1) ?? []
  const above = host.scope.length > 1 ? (host.scope[0] ?? []) : []
  return [
    ...rulesIn(own)
      .filter(isPassing)
      .map(rule => ({ line: rule.directive, id: idOfRule(rule.directive), ...wantedBy(rule) })),
    ...nested(own).flatMap(section => inside(section, rootOf(host))),
    ...passing(above),
    ...passing(own),
    ...handlersIn(own).map(line => ({
      line,
      id: line.args.slice(1).join(' ') || '/',
      paths: ['/', '/index.php', ...line.args.slice(1).map(ending => `/index${ending}`)]
    }))
  ]
}

function passing(block: readonly Directive[]): Way[] {
  return named(block, 'proxypass', 'proxypassmatch')
    .filter(({ args }) => args[1] !== '!')
    .map(line => {
      const [text = ''] = line.args
      const isPattern = line.name === 'proxypassmatch'
      return { line, id: isPattern ? `~ ${text}` : text, paths: isPattern ? fitting(text) : below(text) }
    })
}

function idOfRule({ args: [pattern = ''] }: Directive): string {
  return `~ ${pattern}`
}

function inside(section: Directive, root: string): Way[] {
  const { block = [], args } = section
  const isPattern = args[0] === '~' || section.name.endsWith('match')
  const id = `${isPattern ? '~ ' : ''}${args.at(-1) ?? '/'}`
  const paths = inSection(section, root)
  const lines = [
    ...named(block, 'proxypass', 'proxypassmatch').filter(line => line.args[0] !== '!'),
    ...handlersIn(block)
  ]
  const rules = rulesIn(block).filter(isPassing)
  return [
    ...lines.map(line => ({ line, id, paths })),
    ...rules.map(rule => {
      const { wanted, paths: own } = wantedBy(rule)
      const folder = section.name === 'location' ? (args[0] ?? '').replace(/\/$/, '') : ''
      return {
        line: rule.directive,
        id: `${id} ${idOfRule(rule.directive)}`,
        paths: [...paths, ...own.map(path => folder + path)],
        wanted
      }
    })
  ]
}

interface Spot {
  readonly host: Host
  readonly listener: Listener
  readonly name: string
  readonly hosts: readonly Host[]
}

function routeFor(
  { line, id, paths, wanted }: Way,
  { host, listener, name }: Spot,
  workers: Workers
): Route | undefined {
  for (const want of wanted === undefined ? [{}] : [wanted, {}]) {
    for (const path of paths.filter(each => each.startsWith('/') && !/[\s?#]/.test(each))) {
      const asked: Asked = {
        host: name,
        path,
        query: '',
        method: 'GET',
        tls: listener.tls,
        port: listener.port,
        fields: {},
        ...want
      }
      const arrival = follow(host, asked)
      if (arrival?.line.place !== line.place) continue
      return routeOf(arrival, id, listener, workers)
    }
  }
  return undefined
}

function routeOf(arrival: Arrival, id: string, listener: Listener, workers: Workers): Route | undefined {
  const { line, url, scope, asked } = arrival
  const upstreams: readonly ConfiguredUpstream[] = upstreamsOf(url, line.place, workers)
  if (upstreams.length === 0) return undefined
  const { host, path, query, method } = asked
  return {
    id,
    listener,
    host,
    path: encodeURI(path) + (query === '' ? '' : `?${query}`),
    fields: [...fieldsOf(asked), ...credentials(scope)],
    ...(method !== 'GET' && { method }),
    upstreams,
    settings: settingsOf(arrival, upstreams, workers),
    place: line.place
  }
}

function fieldsOf({ fields }: Asked): string[] {
  const written = Object.entries(fields).flat()
  return 'upgrade' in fields && !('connection' in fields) ? [...written, 'connection', 'upgrade'] : written
}
