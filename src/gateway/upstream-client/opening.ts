import type { Socket } from 'node:net'
import { hostAndPort } from '../../core/host-and-port.js'
import { Failure } from '../failures.js'
import type { UpstreamAddress } from './address.js'
import { type Link, plainLink, tlsLink } from './link.js'
import { type Lookup, resolveHost } from './resolve.js'
import { connectSocket, createSocket, type Place, type Taker } from './tcp.js'
import { handshake, startTls, type TlsTrust } from './tls.js'
import { Wire } from './wire.js'

/** Where and how to connect. */
export interface Destination {
  readonly address: UpstreamAddress
  readonly tls: TlsTrust
  readonly lookup: Lookup | undefined
  /** The limit for the whole of it in milliseconds, 0 for none. It is watched by the caller; here it is only shared out. */
  readonly limit: number
}

/** Without a limit, an address that does not answer is left for the next one after this time. */
const UNLIMITED_SHARE = 2000

/** The making of one connection: name, TCP, TLS. */
export class Opening {
  /** The address that was called last; empty before there was one. */
  address = ''
  #stage: 'connect-timeout' | 'dns-timeout' | 'handshake-timeout' = 'connect-timeout'
  #current: Socket | undefined
  #isCancelled = false
  readonly #destination: Destination
  readonly #taker: Taker

  constructor(destination: Destination, taker: Taker) {
    this.#destination = destination
    this.#taker = taker
  }

  /** Makes the connection, trying the addresses of a name one after the other. */
  async open(): Promise<Link | Failure> {
    const { address } = this.#destination
    if (address.scheme === 'unix') return this.#tcp({ path: address.path, told: `unix:${address.path}` })
    this.#stage = 'dns-timeout'
    const hosts = await resolveHost(address.host, this.#destination.lookup)
    if (hosts instanceof Failure) return hosts
    return this.#inTurn(hosts, address.port)
  }

  /** Ends what is under way; the result of `open` then means nothing. */
  cancel(): void {
    this.#isCancelled = true
    this.#current?.destroy()
  }

  /** What to tell when the limit has passed. */
  tooLate(): Failure {
    const { address, limit } = this.#destination
    const host = address.scheme === 'unix' ? '' : address.host
    return Failure.of(this.#stage, { address: this.address, host, limit })
  }

  /** An address that does not answer gets its share of the limit; the last one what is left of it. */
  async #inTurn(hosts: readonly string[], port: number): Promise<Link | Failure> {
    const { limit } = this.#destination
    const share = limit === 0 ? UNLIMITED_SHARE : limit / hosts.length
    const failures: Failure[] = []
    for (const [at, host] of hosts.entries()) {
      const patience = at === hosts.length - 1 ? Number.POSITIVE_INFINITY : share
      const result = await this.#tcp({ host, port, told: hostAndPort(host, port) }, patience)
      if (!(result instanceof Failure) || result.phase === 'tls' || this.#isCancelled) return result
      failures.push(result)
    }
    return mostTelling(failures)
  }

  async #tcp(place: Place, share = Number.POSITIVE_INFINITY): Promise<Link | Failure> {
    // To find the address took its time, even where there was nothing to find. Nobody is told this any more.
    if (this.#isCancelled) return Failure.of('gateway-stopped', {})
    const { address } = this.#destination
    const secure = address.scheme === 'https'
    this.#stage = 'connect-timeout'
    this.address = place.told
    const socket = createSocket(secure ? undefined : this.#taker)
    this.#current = socket
    const failure = await connectSocket(socket, place, share)
    if (failure !== undefined) return failure
    return address.scheme === 'https' ? this.#tls(socket, address.host) : plainLink(socket)
  }

  async #tls(raw: Socket, host: string): Promise<Link | Failure> {
    this.#stage = 'handshake-timeout'
    const wire = new Wire(raw)
    const socket = startTls(wire, host, this.#destination.tls)
    this.#current = socket
    const link = tlsLink(socket, wire)
    const failure = await handshake(socket, wire)
    if (failure !== undefined) {
      socket.destroy()
      return failure
    }
    socket.on('data', this.#taker)
    return link
  }
}

/** The last failure, but that an address cannot be reached at all says less than what another one did. */
function mostTelling(failures: readonly Failure[]): Failure {
  return (failures.findLast(({ code }) => code !== 'unroutable') ?? failures.at(-1)) as Failure
}
