import type { Listener } from '../configuration.js'
import { misread } from './complaint.js'
import { examplesOf } from './example.js'
import { type Location, locationsIn } from './locations.js'
import { patternOf } from './pattern.js'
import type { Scope } from './scope.js'
import type { Directive } from './tree.js'
import { everyDirective, lastArgs, named } from './walk.js'

/** A place at which a server listens, and whether it is the one for hosts that nobody knows. */
export interface Listen extends Listener {
  readonly isDefault: boolean
}

/** A server of the http block. */
export interface Server {
  readonly directive: Directive
  readonly block: readonly Directive[]
  readonly scope: Scope
  readonly listens: readonly Listen[]
  readonly names: readonly string[]
  readonly locations: readonly Location[]
}

/** More than anybody has; what is larger would take minutes. */
const MOST = 5000

/** Every server of the http blocks. */
export function serversIn(tree: readonly Directive[]): Server[] {
  const many = [...everyDirective(tree)].filter(({ name }) => name === 'server' || name === 'location')
  const [excess] = many.slice(MOST)
  if (excess !== undefined) {
    throw misread(excess.place, { expected: `at most ${MOST} servers and locations`, found: `${many.length}` })
  }
  return named(tree, 'http').flatMap(({ block: http = [] }) =>
    named(http, 'server').map(server => serverOf(server, http))
  )
}

function serverOf(directive: Directive, http: readonly Directive[]): Server {
  const block = directive.block ?? []
  const scope = [http, block]
  const tls = lastArgs(block, 'ssl')?.[0] === 'on'
  const lines = named(block, 'listen')
  const listens = lines.length === 0 ? [withoutListen(directive)] : lines.flatMap(line => listensOf(line, tls))
  const written = named(block, 'server_name').flatMap(({ args }) => args)
  return {
    directive,
    block,
    scope,
    listens,
    names: written.length === 0 ? [''] : written,
    locations: [...locationsIn(block, scope), ...withoutLocation(directive, scope)]
  }
}

/** What a server tries where no location fits is a location of its own, for everything. */
function withoutLocation({ block = [], place }: Directive, scope: Scope): Location[] {
  const tries = named(block, 'try_files')
  const taken = named(block, 'location').some(({ args }) => args.length === 1 && args[0] === '/')
  if (tries.length === 0 || taken) return []
  return locationsIn([{ name: 'location', args: ['/'], block: tries, place: tries[0]?.place ?? place }], scope)
}

/** nginx takes 80 only when it runs as root, which nobody is where it is played. */
function withoutListen({ place }: Directive): Listen {
  return { host: '0.0.0.0', port: 8000, tls: false, proxyProtocol: false, isDefault: false, place }
}

function listensOf({ args: [address = '', ...flags], place }: Directive, tls: boolean): Listen[] {
  // QUIC is spoken over UDP; a client of TCP cannot get there.
  if (address.startsWith('unix:') || flags.includes('quic')) return []
  const ports = /^\d+(?:-\d+)?$/.test(address) ? `:${address}` : address
  const [, host = '', first = '80', last = first] = /^(\[[^\]]*\]|[^:]*)(?::(\d+)(?:-(\d+))?)?$/.exec(ports) ?? []
  const count = Math.min(Math.max(Number(last) - Number(first) + 1, 1), 64)
  return Array.from({ length: count }, (_, index) => ({
    host: host === '' || host === '*' ? '0.0.0.0' : host.replace(/^\[|\]$/g, ''),
    port: Number(first) + index,
    tls: tls || flags.includes('ssl'),
    proxyProtocol: flags.includes('proxy_protocol'),
    isDefault: flags.includes('default_server') || flags.includes('default'),
    place
  }))
}

/** The server that nginx takes for a host at a place: by name, by mask, by expression, else the default one. */
export function serverFor(servers: readonly Server[], at: Listen, host: string): Server | undefined {
  const here = servers.filter(({ listens }) => listens.some(listen => isSame(listen, at)))
  return (
    here.find(({ names }) => names.includes(host)) ??
    byMask(here, host) ??
    here.find(({ names }) => names.some(name => name.startsWith('~') && patternOf(name.slice(1), true)?.test(host))) ??
    here.find(({ listens }) => listens.some(listen => isSame(listen, at) && listen.isDefault)) ??
    here[0]
  )
}

function isSame(one: Listen, other: Listen): boolean {
  return one.host === other.host && one.port === other.port
}

function byMask(servers: readonly Server[], host: string): Server | undefined {
  const masks = servers.flatMap(server =>
    server.names.filter(name => fitsMask(host, name)).map(name => ({ server, name }))
  )
  const rank = (name: string) => (name.endsWith('*') ? 0 : 1000) + name.length
  return masks.sort((a, b) => rank(b.name) - rank(a.name))[0]?.server
}

function fitsMask(host: string, name: string): boolean {
  if (name.startsWith('*.')) return host.endsWith(name.slice(1)) && host.length >= name.length
  if (name.startsWith('.')) return host === name.slice(1) || host.endsWith(name)
  return name.endsWith('.*') && host.startsWith(name.slice(0, -1))
}

/** A host that leads to this server; undefined when none does. */
export function hostFor(server: Server, servers: readonly Server[], at: Listen): string | undefined {
  const written = server.names.filter(name => name !== '' && name !== '_').flatMap(hostsOf)
  const any = ['localhost', 'example.test', 'somebody.else.test', ...server.names.filter(name => name === '_')]
  return [...written, ...any].find(host => serverFor(servers, at, host) === server)
}

function hostsOf(name: string): string[] {
  if (name.startsWith('~'))
    return examplesOf(name.slice(1))
      .filter(host => /^[\w.-]+$/.test(host))
      .map(host => host.toLowerCase())
  if (name.startsWith('*.')) return [`www${name.slice(1)}`]
  if (name.startsWith('.')) return [name.slice(1)]
  if (name.endsWith('.*')) return [`${name.slice(0, -1)}test`]
  return name.startsWith('$') ? [] : [name]
}
