import type { Listener, Place } from '../configuration.js'
import type { Directive } from './text/tree.js'

/** A site: its addresses, and what stands in its block. */
export interface Site {
  readonly addresses: readonly Address[]
  readonly block: readonly Directive[]
  readonly place: Place
}

/** One address of a site: example.com, :8080, http://localhost/api/*. */
export interface Address {
  readonly scheme: string
  /** Empty for every host. */
  readonly host: string
  readonly port: number
  readonly path: string
  readonly written: string
}

/** A Caddyfile in its parts. */
export interface Parts {
  readonly options: readonly Directive[]
  readonly sites: readonly Site[]
  /** Routes that have a name: &(name). */
  readonly named: ReadonlyMap<string, Directive>
}

/** The parts of a Caddyfile: global options stand in a block without a name. */
export function partsOf(tree: readonly Directive[]): Parts {
  const options = tree.filter(({ name }) => name === '').flatMap(({ block = [] }) => block)
  const named = new Map(tree.flatMap(each => (/^&\(.+\)$/.test(each.name) ? [[each.name.slice(2, -1), each]] : [])))
  const ports = { http: portIn(options, 'http_port', 80), https: portIn(options, 'https_port', 443) }
  const blocks = tree.filter(({ name }) => name !== '' && !name.startsWith('&('))
  const sites = blocks.map(({ name, args, block = [], place }) => {
    const words = [name, ...args].flatMap(word => word.split(',')).filter(word => word !== '')
    return { addresses: words.map(word => addressOf(word, ports)), block, place }
  })
  return { options, sites, named }
}

function portIn(options: readonly Directive[], name: string, byDefault: number): number {
  return Number(options.find(each => each.name === name)?.args[0] ?? byDefault)
}

type Ports = { readonly http: number; readonly https: number }

function addressOf(written: string, ports: Ports): Address {
  const [, scheme = '', rest = ''] = /^(?:(https?):\/\/)?([\s\S]*)$/.exec(written) ?? []
  const [, place = '', path = ''] = /^([^/]*)(.*)$/.exec(rest) ?? []
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?/.exec(place) ?? []
  const host = (bracketed ?? plain).toLowerCase()
  const byScheme = scheme === 'http' ? ports.http : ports.https
  return { scheme, host, port: port === undefined ? byScheme : Number(port), path, written }
}

/** Where one address of a site listens. One name with a certificate makes everything on its port speak TLS. */
export function listenerOf(address: Address, site: Site, { options, sites }: Parts): Listener {
  const http = portIn(options, 'http_port', 80)
  const beside = sites.flatMap(each => each.addresses.map(other => ({ other, site: each })))
  const tls = beside.some(each => each.other.port === address.port && speaksTls(each.other, each.site, http))
  const bind = argsOf(site.block, 'bind') ?? argsOf(options, 'default_bind') ?? []
  const host = bind.find(each => !/^(?:unix|fd)/.test(each))?.replace(/^(?:tcp|udp)[46]?\//, '') ?? '0.0.0.0'
  return { host, port: address.port, tls, proxyProtocol: expectsProxyLine(options), place: site.place }
}

function speaksTls({ scheme, host, port }: Address, { block }: Site, http: number): boolean {
  if (scheme === 'http' || port === http) return false
  return scheme === 'https' || host !== '' || block.some(({ name }) => name === 'tls')
}

/** The listener wrapper takes connections without one as well, but for those that it is told to refuse. */
function expectsProxyLine(options: readonly Directive[]): boolean {
  const servers = options.filter(({ name }) => name === 'servers').flatMap(({ block = [] }) => block)
  const wrappers = servers.filter(({ name }) => name === 'listener_wrappers').flatMap(({ block = [] }) => block)
  return wrappers.some(({ name }) => name === 'proxy_protocol')
}

function argsOf(block: readonly Directive[], name: string): readonly string[] | undefined {
  return block.find(each => each.name === name)?.args
}
