import { connect, type Socket } from 'node:net'
import type { Address } from '../core/target.js'
import { TlsLayer } from './tls-layer.js'

export type { Address } from '../core/target.js'

/** How a gateway leaves: `torn` is a FIN in TLS without the close_notify that makes it an orderly end. */
export type Left = 'fin' | 'rst' | 'torn'

/** Who is told what comes on a connection; after `left` nothing more. */
export interface Reader {
  bytes(chunk: Buffer): void
  left(how: Left): void
}

const READ_SIZE = 65_536

/** A connection to the gateway, on which a RST is never mistaken for an orderly end. */
export class Connection {
  /** True once it stands, false when the gateway could not be reached. */
  readonly opened: Promise<boolean>
  readonly #socket: Socket
  readonly #tls: TlsLayer | undefined
  #reader: Reader | undefined
  #left: Left | undefined

  constructor(gateway: Address) {
    const onread = {
      buffer: Buffer.allocUnsafe(READ_SIZE),
      callback: (size: number, buffer: Uint8Array) => this.#take(Buffer.from(buffer.subarray(0, size)))
    }
    this.#socket = connect({ host: gateway.host, port: gateway.port, allowHalfOpen: true, noDelay: true, onread })
    this.opened = new Promise(resolve => {
      this.#socket.once('connect', () => this.#whenSecure(() => resolve(true))).once('close', () => resolve(false))
    })
    this.#socket.on('end', () => this.#ended()).on('error', () => this.#leave('rst'))
    if (gateway.preface !== undefined) this.#socket.write(gateway.preface)
    this.#tls = gateway.tls && new TlsLayer(this.#socket, gateway.tls.servername, this.#secured())
  }

  /** Whether the gateway has neither closed nor reset it. */
  get alive(): boolean {
    return this.#left === undefined && !this.#socket.destroyed
  }

  /** From now on this reader is told, instead of the one before; at once, when the gateway has left already. */
  tell(reader: Reader): void {
    this.#reader = reader
    if (this.#left !== undefined) reader.left(this.#left)
  }

  write(bytes: Uint8Array): void {
    if (this.#tls === undefined) this.#socket.write(bytes)
    else this.#tls.write(bytes)
  }

  /** Ends it on our side. Nobody is told. */
  close(): void {
    this.#reader = undefined
    this.#socket.destroy()
  }

  /**
   * Stops reading until the event loop has turned. libuv takes a hang-up that is polled together with the last bytes for an orderly end,
   * and never asks for the error behind it; but only while it is reading. Read afresh, a RST is ECONNRESET every time.
   */
  #take(chunk: Buffer): false {
    setImmediate(() => this.#socket.resume())
    if (this.#tls === undefined) this.#reader?.bytes(chunk)
    else this.#tls.take(chunk)
    return false
  }

  #ended(): void {
    if (this.#tls === undefined) this.#leave('fin')
    else this.#tls.ended()
  }

  #whenSecure(secure: () => void): void {
    if (this.#tls === undefined) secure()
    else this.#tls.whenSecure(secure)
  }

  /** Hears what TLS understands. */
  #secured(): Reader {
    return { bytes: chunk => this.#reader?.bytes(chunk), left: how => this.#leave(how) }
  }

  #leave(how: Left): void {
    if (this.#left !== undefined) return
    this.#left = how
    this.#reader?.left(how)
  }
}
