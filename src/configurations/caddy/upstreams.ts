import type { ConfiguredUpstream, Place, Protocol } from '../configuration.js'
import { millisecondsOf } from './duration.js'
import type { Directive } from './text/tree.js'

/** The lines of a proxy that say something by themselves; those of its transport have a block of their own. */
export interface ProxyLines {
  readonly directive: Directive
  readonly words: readonly string[]
  readonly lines: readonly Directive[]
  readonly transport: readonly Directive[]
  readonly fastcgi: boolean
}

/** A proxy in its parts; `words` are what stands behind its matcher. */
export function proxyOf(directive: Directive, words: readonly string[]): ProxyLines {
  const { name, block: lines = [] } = directive
  const transport = lines.find(each => each.name === 'transport')
  const php = name === 'php_fastcgi'
  const fastcgi = php || transport?.args[0] === 'fastcgi'
  return { directive, words, lines, transport: php ? lines : (transport?.block ?? []), fastcgi }
}

/** The upstreams of a proxy, in the order in which they stand. What only the request decides is left out. */
export function upstreamsOf(proxy: ProxyLines): ConfiguredUpstream[] {
  const { directive, words, lines } = proxy
  const named = [
    ...words.map(word => ({ word, place: directive.place })),
    ...lines.filter(({ name }) => name === 'to').flatMap(({ args, place }) => args.map(word => ({ word, place }))),
    ...lines.filter(({ name }) => name === 'dynamic').flatMap(dynamic)
  ]
  const health = healthOf(lines)
  return named.flatMap(({ word, place }) =>
    upstreamsNamed(word, proxy, place).map(each => ({ ...each, ...(health && { health }) }))
  )
}

/** Names that are looked up for each request. */
function dynamic({
  args: [source, host, port = '80'],
  block = [],
  place
}: Directive): { word: string; place: Place }[] {
  const said = (name: string) => block.find(each => each.name === name)?.args[0]
  const name = host ?? said('name')
  return source === 'a' && name !== undefined ? [{ word: `${name}:${said('port') ?? port}`, place }] : []
}

function upstreamsNamed(word: string, proxy: ProxyLines, place: Place): ConfiguredUpstream[] {
  const [, scheme = '', rest = ''] = /^(?:([a-z0-9+]+):\/\/)?([\s\S]*)$/.exec(word) ?? []
  const protocol = protocolOf(scheme, proxy)
  const [, , socket] = /^unix(\+h2c)?\/(\/.*)$/.exec(word) ?? []
  if (socket !== undefined) {
    const spoken = word.startsWith('unix+h2c') ? 'grpc' : protocol
    return [{ name: word, host: '', port: 0, socket, protocol: spoken, place }]
  }
  if (/[{}]/.test(rest) || scheme.startsWith('srv')) return []
  const [, bracketed, plain = '', from, to = from] =
    /^(?:\[([^\]]*)\]|([^:/]*))(?::(\d+)(?:-(\d+))?)?\/?$/.exec(rest) ?? []
  const host = bracketed ?? plain
  if (host === '' && from === undefined) return []
  const first = Number(from ?? (protocol === 'https' ? 443 : 80))
  const count = Math.min(Math.max(Number(to ?? first) - first + 1, 1), 100)
  return Array.from({ length: count }, (_, at) => ({
    name: count === 1 ? rest : `${host}:${first + at}`,
    // Whom Caddy dials without a host is on its own machine.
    host: host === '' ? 'localhost' : host,
    port: first + at,
    protocol,
    place
  }))
}

function protocolOf(scheme: string, { fastcgi, transport }: ProxyLines): Protocol {
  if (fastcgi) return 'fastcgi'
  const versions = transport.find(({ name }) => name === 'versions')?.args ?? []
  if (scheme === 'h2c' || (versions.includes('h2c') && !versions.includes('1.1'))) return 'grpc'
  const tls = scheme === 'https' || transport.some(({ name }) => /^tls(?:$|_)/.test(name) && name !== 'tls_timeout')
  return tls ? 'https' : 'http'
}

function healthOf(lines: readonly Directive[]): ConfiguredUpstream['health'] {
  const said = (name: string) => lines.find(each => each.name === name)?.args[0]
  const uri = said('health_uri') ?? said('health_path')
  if (uri === undefined && said('health_port') === undefined) return undefined
  const path = (uri ?? '/').replace(/\?.*$/, '')
  return { path, every: millisecondsOf(said('health_interval') ?? '30s') ?? 30_000 }
}

/** Where health is asked, when that is another port. */
export function healthPlacesOf(proxy: ProxyLines): ConfiguredUpstream[] {
  const line = proxy.lines.find(({ name }) => name === 'health_port')
  const port = Number(line?.args[0])
  if (line === undefined || !Number.isInteger(port)) return []
  return upstreamsOf(proxy).map(each => ({ ...each, name: `${each.host}:${port}`, port, place: line.place }))
}
