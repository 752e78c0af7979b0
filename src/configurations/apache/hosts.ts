import type { Listener, Place } from '../configuration.js'
import { type Directive, named } from './directive.js'

/** A virtual host, or the main server itself, with what it takes over from the main server. */
export interface Host {
  /** The main server first, then what stands in the virtual host. */
  readonly scope: readonly (readonly Directive[])[]
  readonly names: readonly string[]
  /** The addresses for which it is; none for the main server. */
  readonly addresses: readonly string[]
  readonly tls: boolean
  readonly place: Place
}

/** A place at which Apache listens. */
type Listen = Omit<Listener, 'tls'>

/** The virtual hosts, in their order, and the main server behind them. */
export function hostsIn(tree: readonly Directive[], main: Place): Host[] {
  const hosts = named(tree, 'virtualhost').map(({ args, block = [], place }) => hostOf([tree, block], args, place))
  return [...hosts, hostOf([tree], [], main)]
}

function hostOf(scope: Host['scope'], addresses: readonly string[], place: Place): Host {
  const own = scope.at(-1) ?? []
  const written = [...named(own, 'servername'), ...named(own, 'serveralias')].flatMap(({ args }) => args)
  const engine = named(own, 'sslengine').at(-1)?.args[0]?.toLowerCase()
  return { scope, names: written.map(bareName), addresses, tls: engine === 'on' || engine === 'optional', place }
}

/** A ServerName may have a scheme and a port. */
function bareName(text: string): string {
  return text
    .replace(/^\w+:\/\//, '')
    .replace(/:\d+$/, '')
    .toLowerCase()
}

/** The places at which Apache listens. */
export function listensIn(tree: readonly Directive[]): Listen[] {
  return named(tree, 'listen').flatMap(({ args: [address = ''], place }) => {
    const { host, port } = split(/^\d+$/.test(address) ? `*:${address}` : address)
    return port === undefined ? [] : [{ host: isAny(host) ? '0.0.0.0' : host, port, proxyProtocol: false, place }]
  })
}

function split(address: string): { host: string; port: number | undefined } {
  const [, bracketed, bare = '*', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+|\*))?$/.exec(address) ?? []
  return { host: bracketed ?? bare, port: port === undefined || port === '*' ? undefined : Number(port) }
}

function isAny(host: string): boolean {
  return ['*', '', '_default_', '0.0.0.0', '::'].includes(host)
}

/** How well an address of a virtual host fits a place: the more exact one wins; undefined where it does not. */
function fit(address: string, { host, port }: Listen): number | undefined {
  const wanted = split(address)
  if (wanted.port !== undefined && wanted.port !== port) return undefined
  if (isAny(wanted.host)) return wanted.port === undefined ? 0 : 1
  return host === wanted.host || host === '0.0.0.0' ? (wanted.port === undefined ? 2 : 3) : undefined
}

/** A listener for each way of speaking to a host, an address of IPv4 before one of IPv6. */
export function listenersOf(host: Host, listens: readonly Listen[]): Listener[] {
  const sorted = [...listens].sort((a, b) => Number(a.host.includes(':')) - Number(b.host.includes(':')))
  const found = sorted.flatMap(listen => {
    if (host.addresses.length === 0) return [{ ...listen, tls: host.tls }]
    const address = host.addresses.find(each => fit(each, listen) !== undefined)
    if (address === undefined) return []
    const own = split(address).host
    const at = isAny(own) || /[a-z]/i.test(own.replace(/[a-f\d:]+/i, '')) ? listen.host : own
    return [{ ...listen, host: at, tls: host.tls }]
  })
  return found.filter((each, at) => found.findIndex(other => other.port === each.port) === at)
}

/** The host that Apache takes at a place for a name: the first of that name among those of the most exact address, else the first of these. */
export function hostFor(hosts: readonly Host[], at: Listener, name: string): Host | undefined {
  const rank = ({ addresses }: Host) => Math.max(-1, ...addresses.map(address => fit(address, at) ?? -1))
  const best = Math.max(...hosts.map(rank))
  const here =
    best < 0 ? hosts.filter(({ addresses }) => addresses.length === 0) : hosts.filter(each => rank(each) === best)
  return here.find(({ names }) => names.some(each => isNamed(name, each))) ?? here[0]
}

function isNamed(host: string, name: string): boolean {
  if (!/[*?]/.test(name)) return host === name
  const pattern = name
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${pattern}$`, 'i').test(host)
}

/** A host name that leads to this virtual host at a place; undefined when none does. */
export function nameFor(host: Host, hosts: readonly Host[], at: Listener): string | undefined {
  const written = host.names.map(name =>
    name
      .replace(/^\*\.?/, 'www.')
      .replace(/[*?]/g, 'a')
      .replace(/\.+$/, '')
  )
  return [...written, 'localhost', 'example.test'].find(name => hostFor(hosts, at, name) === host)
}
