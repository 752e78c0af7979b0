import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Cause } from './cause.js'

/**
 * The fields in which this gateway leaves its trace (RFC 9110 §7.6.3, RFC 7239).
 *
 * Lists are appended to: Via, Forwarded and X-Forwarded-For, where each hop answers for its own entry only.
 * X-Forwarded-Proto and X-Forwarded-Host hold one value, which would be believed: whatever came in is replaced.
 */
export class ForwardingFields {
  readonly #via: string
  /** Names this very instance, so that a request which comes back is known by it even when two gateways share a name. */
  readonly #mark = `_${randomBytes(6).toString('hex')}`

  constructor(name: string) {
    // A pseudonym in Via is a token.
    this.#via = name.replace(/[^A-Za-z0-9!#$%&'*+.^_`|~-]/g, '-')
  }

  /** The entry of a Via field for a message that was received in this version of HTTP. */
  via(version: string): string {
    return `${version} ${this.#via}`
  }

  /** Refuses a request whose Forwarded field shows that this gateway has forwarded it before. */
  loop(forwarded: string): Cause | undefined {
    if (!forwarded.includes(this.#mark)) return undefined
    const message = 'the request has come back to the gateway that forwarded it'
    return { code: 'loop', type: 'proxy_loop_detected', status: 502, phase: 'client', message }
  }

  /** Adds who asked, for which host, over what; what came in with the request is in the last two arguments. */
  append(fields: string[], socket: Socket, host: string, forwardedFor: string, forwarded: string): void {
    const client = addressOf(socket)
    const proto = 'encrypted' in socket ? 'https' : 'http'
    const node = client.includes(':') ? `"[${client}]"` : client
    const named = host === '' ? '' : `;host="${host}"`
    const element = `for=${node};by=${this.#mark}${named};proto=${proto}`
    fields.push('Forwarded', forwarded === '' ? element : `${forwarded}, ${element}`)
    fields.push('X-Forwarded-For', forwardedFor === '' ? client : `${forwardedFor}, ${client}`)
    fields.push('X-Forwarded-Proto', proto)
    if (host !== '') fields.push('X-Forwarded-Host', host)
  }
}

/** A dual-stack socket names IPv4 clients as ::ffff:192.0.2.1; a unix socket has no address. */
function addressOf(socket: Socket): string {
  const address = socket.remoteAddress ?? 'unknown'
  return address.startsWith('::ffff:') ? address.slice(7) : address
}
