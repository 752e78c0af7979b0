import type { Remark } from '../configuration.js'
import { after, begins, type Line, type Section, type Sections } from './text/sections.js'
import { has, type Server, said, serversOf } from './upstreams/servers.js'

/** What the lines of a configuration say that cannot be played, or not quite as it will be. */
export function remarksOf(sections: Sections): Remark[] {
  return [...nothingToAsk(sections), ...sections.all.flatMap(inSection)]
}

function inSection(section: Section): Remark[] {
  const lines = section.lines.flatMap(line => told(line.place, ofLine(line)))
  const servers = serversOf(section).flatMap(server => told(server.place, ofServer(server)))
  return [...lines, ...servers, ...ofSection(section)]
}

function nothingToAsk(sections: Sections): Remark[] {
  const [first] = sections.all
  if (first === undefined || sections.of('frontend', 'listen').length > 0) return []
  return told(first.place, 'there is no frontend and no listen section; nothing to ask')
}

function told(place: Remark['place'], text: string | undefined): Remark[] {
  return text === undefined ? [] : [{ place, text }]
}

function ofSection({ kind, name, place, lines }: Section): Remark[] {
  if (kind !== 'program') return []
  const command =
    lines
      .find(line => begins(line, 'command'))
      ?.words.slice(1)
      .join(' ') ?? ''
  return told(place, `program ${name}: HAProxy starts ${command} beside itself, which may not be on this machine`)
}

function ofLine(line: Line): string | undefined {
  const { words } = line
  if (begins(line, 'nbproc')) return 'nbproc: HAProxy 2.5 and later refuse to start with it'
  if (begins(line, 'uid') || begins(line, 'gid'))
    return `${words.join(' ')}: HAProxy becomes somebody that only root can become`
  if (begins(line, 'lua-load')) return `lua-load ${words[1]}: what the script does is only known while HAProxy runs`
  if (begins(line, 'filter', 'spoe')) return `filter spoe: ${after(words, 'config')} and its agent are not played`
  if (begins(line, 'option', 'external-check')) return 'option external-check: the command may not be on this machine'
  if (begins(line, 'option', 'http_proxy')) return 'option http_proxy: the client names the upstream; not played'
  if (begins(line, 'http-request', 'set-dst'))
    return 'http-request set-dst: the upstream is only known while HAProxy runs; not played'
  if (begins(line, 'http-request', 'do-resolve'))
    return 'http-request do-resolve: the upstream is only known while HAProxy runs; not played'
  return undefined
}

function ofServer(server: Server): string | undefined {
  const { name, written, address } = server
  const proxy = ['send-proxy', 'send-proxy-v2', 'send-proxy-v2-ssl'].find(word => has(server, word))
  if (address.kind === 'other') return `server ${name}: ${written} can only be reached by HAProxy itself; not played`
  if (address.kind === 'inet' && address.host === '0.0.0.0' && !written.startsWith(':'))
    return `server ${name}: the address is that which the client asked for; not played`
  if (written.startsWith('_')) return `server ${name}: ${written} is a service of DNS, which says the port; not played`
  if (said(server, 'socks4') !== undefined)
    return `server ${name}: goes by way of the proxy ${said(server, 'socks4')}; not played`
  if (proxy !== undefined)
    return `server ${name}: ${proxy} puts a PROXY head before the request, which the fake upstream does not expect`
  if (said(server, 'proto') === 'h2') return `server ${name}: proto h2 speaks HTTP/2 to the upstream; played as gRPC is`
  if (has(server, 'ssl') && said(server, 'verify') !== 'none' && said(server, 'ca-file') !== undefined) {
    return `server ${name}: its certificate must be signed by ${said(server, 'ca-file')}, which that of the fake upstream may not be`
  }
  return undefined
}
