import type { Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { type Certificate, makeCertificate } from './certificate.js'
import type { Accept } from './face.js'

/** Shakes hands under any name and for one protocol; who cannot is left in TLS's own way, and the script never hears of it. */
export function tlsDoor(
  alpn: 'http/1.1' | 'h2',
  certificate: Certificate = makeCertificate(['localhost']),
  enter: (stream: TLSSocket, raw: Socket) => void
): Accept {
  const secureContext = createSecureContext({ cert: certificate.cert, key: certificate.key })
  const ALPNProtocols = Buffer.from(`${String.fromCharCode(alpn.length)}${alpn}`)
  return raw => {
    const stream = new TLSSocket(raw, { isServer: true, secureContext, ALPNProtocols })
    stream.on('error', () => undefined)
    stream.once('secure', () => enter(stream, raw))
  }
}
