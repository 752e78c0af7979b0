import { Failure } from '../failures.js'
import { ALERTS } from './alerts.js'
import { quoteLine } from './octets.js'

/** What went wrong while a connection to that address was being made. */
export function connectFailure(address: string, error: NodeJS.ErrnoException): Failure {
  const cause = error.code ?? error.message
  switch (error.code) {
    case 'ECONNREFUSED':
      return Failure.of('refused', { address })
    case 'ENOENT':
    case 'ENOTSOCK':
      return Failure.of('socket-missing', { address })
    case 'EACCES':
    case 'EPERM':
      return address.startsWith('unix:')
        ? Failure.of('socket-forbidden', { address })
        : Failure.of('unroutable', { address, cause })
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return Failure.of('unroutable', { address, cause })
    case 'ETIMEDOUT':
      return Failure.of('connect-given-up', { address })
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOBUFS':
    case 'ENOMEM':
      return Failure.of('no-socket-left', { address, cause })
    default:
      return Failure.of('connect-broken', { address, cause })
  }
}

/** What went wrong in TLS, told by what OpenSSL said; undefined when it was not TLS that failed. */
export function tlsFailure(error: NodeJS.ErrnoException): Failure | undefined {
  const alert = /SSL alert number (\d+)/.exec(error.message)?.[1]
  if (alert !== undefined) {
    return Failure.of('alert-received', { id: Number(alert), name: ALERTS[Number(alert)] ?? 'unassigned' })
  }
  if (!/^(ERR_SSL_|EPROTO$|ERR_TLS_)/.test(error.code ?? '')) return undefined
  return Failure.of('tls-broken', { cause: error.code ?? 'unknown' })
}

/** The first octets of the records with which a server may answer a handshake: alert and handshake. */
const ALERT_RECORD = 21
const HANDSHAKE_RECORD = 22

/** What went wrong in a TLS handshake. */
export function handshakeFailure(error: NodeJS.ErrnoException | null, firstBytes: Buffer | undefined): Failure {
  const first = firstBytes?.[0]
  if (firstBytes !== undefined && first !== ALERT_RECORD && first !== HANDSHAKE_RECORD) {
    return Failure.of('not-tls', { line: quoteLine(firstBytes.toString('latin1', 0, 80)) })
  }
  if (error === null) return Failure.of('handshake-hangup', { cause: 'connection closed (FIN)' })
  const failure = tlsFailure(error)
  if (failure !== undefined) return failure
  const closed = /disconnected before secure/.test(error.message)
  return Failure.of('handshake-hangup', { cause: closed ? 'connection closed (FIN)' : 'connection reset (RST)' })
}
