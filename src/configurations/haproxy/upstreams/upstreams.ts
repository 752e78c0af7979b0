import { isIP } from 'node:net'
import { hostAndPort } from '../../../core/host-and-port.js'
import type { ConfiguredUpstream, Protocol } from '../../configuration.js'
import { after, linesOf, type Section } from '../text/sections.js'
import { healthOf } from './health.js'
import { has, type Server, said, serversOf } from './servers.js'

/** Who asks: a port that a server does not name is that of the client, and TLS may go through to it. */
export interface Asker {
  readonly port: number
  readonly tlsThrough: boolean
}

/** The upstreams that a section may ask; servers that are switched off are left out. */
export function upstreamsOf(section: Section, asker: Asker): ConfiguredUpstream[] {
  return serversOf(section)
    .filter(server => !has(server, 'disabled') || has(server, 'enabled'))
    .flatMap(server => upstreamOf(server, section, asker) ?? [])
}

/** The places other than a server's own at which its health is asked. */
export function healthPlacesOf(section: Section): ConfiguredUpstream[] {
  return serversOf(section).flatMap(server => {
    const health = healthOf(server, section)
    const { address, place } = server
    if (health === undefined || address.kind !== 'inet') return []
    const port = Number(said(server, 'port') ?? portOfSend(section) ?? Number.NaN)
    const host = said(server, 'addr') ?? address.host
    if (Number.isNaN(port) || (port === address.port && host === address.host)) return []
    const protocol: Protocol =
      has(server, 'check-ssl') || (has(server, 'ssl') && !said(server, 'port')) ? 'https' : 'http'
    return [{ name: hostAndPort(host, port), host, port, protocol, health, place }]
  })
}

function portOfSend(section: Section): string | undefined {
  return after(linesOf(section, 'http-check', 'connect').at(-1)?.words ?? [], 'port')
}

function upstreamOf(server: Server, section: Section, asker: Asker): ConfiguredUpstream | undefined {
  const { address, written, place } = server
  const health = healthOf(server, section)
  const rest = { protocol: protocolOf(server, asker), ...(health && { health }), place }
  if (address.kind === 'other') return undefined
  if (address.kind === 'unix') return { name: `unix:${address.path}`, host: '', port: 0, socket: address.path, ...rest }
  if (address.host === '0.0.0.0' && !written.startsWith(':')) return undefined
  const host = address.host === '0.0.0.0' ? '127.0.0.1' : address.host
  const port = address.port ?? asker.port + (address.offset ?? 0)
  return { name: isIP(host) ? hostAndPort(host, port) : `${host}:${port}`, host, port, ...rest }
}

function protocolOf(server: Server, { tlsThrough }: Asker): Protocol {
  const proto = said(server, 'proto')
  const ssl = has(server, 'ssl')
  if (proto === 'fcgi') return 'fastcgi'
  if (proto === 'h2' || (ssl && said(server, 'alpn') === 'h2')) return ssl ? 'grpcs' : 'grpc'
  return ssl || tlsThrough ? 'https' : 'http'
}
