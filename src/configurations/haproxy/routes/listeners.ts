import type { Listener, Remark } from '../../configuration.js'
import { addressOf } from '../text/address.js'
import { after, begins, everyLineOf, type Line, linesOf, modeOf, type Section } from '../text/sections.js'

/** Where a proxy listens, and what of it cannot be asked. */
export interface Listening {
  readonly listeners: readonly Listener[]
  readonly remarks: readonly Remark[]
}

/** Reads the bind lines of a proxy. Those that a plain client cannot use are told as remarks. */
export function listeningOf(section: Section): Listening {
  const through = passesTlsThrough(section)
  const proxyProtocol = everyLineOf(section, 'tcp-request', 'connection', 'expect-proxy').some(
    ({ words }) => !words.includes('if')
  )
  const read = linesOf(section, 'bind').flatMap(line =>
    (line.words[1] ?? '').split(',').map(address => bound(address, line, through, proxyProtocol))
  )
  return {
    listeners: read.filter(each => 'host' in each),
    remarks: read.filter(each => 'text' in each)
  }
}

function bound(text: string, line: Line, through: boolean, proxyProtocol: boolean): Listener | Remark {
  const { words, place } = line
  const address = addressOf(text)
  if (address.kind !== 'inet')
    return { place, text: `bind ${text}: no address that a client can connect to; not asked` }
  if (address.port === undefined) return { place, text: `bind ${text}: no port is known; not asked` }
  if (after(words, 'verify') === 'required') {
    return {
      place,
      text: `bind ${text}: asks every client for a certificate that is signed by ${after(words, 'ca-file')}; not asked`
    }
  }
  if (words.includes('accept-netscaler-cip'))
    return { place, text: `bind ${text}: expects a NetScaler head; not asked` }
  const { host, port } = address
  const tls = words.includes('ssl') || through
  return { host, port, tls, proxyProtocol: proxyProtocol || words.includes('accept-proxy'), place }
}

const TLS_PORTS = /:(?:443|6443|8443)\b/

/** Whether the TLS of a client goes on to the upstream as it is. */
export function passesTlsThrough(section: Section): boolean {
  if (modeOf(section) !== 'tcp') return false
  const binds = linesOf(section, 'bind')
  if (binds.some(({ words }) => words.includes('ssl'))) return false
  const asks = section.lines.some(line => looksIntoTls(line))
  return asks || (binds.length > 0 && binds.every(({ words }) => TLS_PORTS.test(words[1] ?? '')))
}

function looksIntoTls(line: Line): boolean {
  const decides = begins(line, 'acl') || begins(line, 'use_backend') || begins(line, 'tcp-request')
  return decides && line.words.some(word => /^req[._]ssl_/.test(word))
}
