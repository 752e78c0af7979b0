import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import { Trouble } from '../../core/errors.js'
import { Failure } from '../failures.js'
import { handshakeFailure } from './connect-failure.js'
import type { Wire } from './wire.js'

/** How the upstream's certificate is judged; by default with the system's authorities, and never not at all. */
export interface TlsOptions {
  readonly ca?: string | Buffer | (string | Buffer)[]
  /** The name that the certificate must have; the upstream's host by default. */
  readonly servername?: string
  readonly rejectUnauthorized?: boolean
}

/** The TLS options, read once for all connections. */
export interface TlsTrust {
  readonly context: SecureContext
  readonly servername: string | undefined
  readonly rejectUnauthorized: boolean
}

/** Reads the TLS options; an authority that cannot be read is told here, since OpenSSL would pass over it in silence. */
export function readTlsOptions({ ca = [], servername, rejectUnauthorized = true }: TlsOptions): TlsTrust {
  const authorities = [ca].flat()
  authorities.forEach(requireCertificate)
  const context = createSecureContext(authorities.length === 0 ? {} : { ca: authorities })
  return { context, servername, rejectUnauthorized }
}

function requireCertificate(authority: string | Buffer): void {
  try {
    new X509Certificate(authority)
  } catch (cause) {
    throw new Trouble('usage', 'the authority for the upstream is not a certificate in PEM', undefined, { cause })
  }
}

/** A TLS connection over the wire, its handshake not done yet. */
export function startTls(wire: Wire, host: string, { context, servername, rejectUnauthorized }: TlsTrust): TLSSocket {
  const name = servername ?? host
  const socket = connect({
    socket: wire,
    host: name,
    servername: isIP(name) === 0 ? name : '',
    secureContext: context,
    rejectUnauthorized,
    ALPNProtocols: ['http/1.1']
  })
  // An error that comes while nobody listens would end the process; whoever wants to know listens besides.
  socket.on('error', () => undefined)
  return socket
}

/** Waits for the handshake; undefined when it is done and the certificate is good. */
export function handshake(socket: TLSSocket, wire: Wire): Promise<Failure | undefined> {
  return new Promise(resolve => {
    const conclude = (error: Error | null): void => {
      const rejected = socket.authorizationError
      if (rejected) resolve(Failure.of('certificate-rejected', { cause: String(rejected) }))
      else resolve(handshakeFailure(error, wire.firstBytes))
    }
    socket.once('secureConnect', () => resolve(undefined))
    socket.once('error', conclude)
    socket.once('close', () => conclude(null))
  })
}
