import { connect, type Socket } from 'node:net'

/** Where the gateway listens. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** Who is told what comes on a connection; after `left` nothing more. */
export interface Reader {
  bytes(chunk: Buffer): void
  left(how: 'fin' | 'rst'): void
}

const READ_SIZE = 65_536

/** A TCP connection to the gateway, on which a RST is never mistaken for an orderly end. */
export class Connection {
  /** True once it stands, false when the gateway could not be reached. */
  readonly opened: Promise<boolean>
  readonly #socket: Socket
  #reader: Reader | undefined
  #left: 'fin' | 'rst' | undefined

  constructor(gateway: Address) {
    const onread = {
      buffer: Buffer.allocUnsafe(READ_SIZE),
      callback: (size: number, buffer: Uint8Array) => this.#take(Buffer.from(buffer.subarray(0, size)))
    }
    this.#socket = connect({ host: gateway.host, port: gateway.port, allowHalfOpen: true, noDelay: true, onread })
    this.opened = new Promise(resolve => {
      this.#socket.once('connect', () => resolve(true)).once('close', () => resolve(false))
    })
    this.#socket.on('end', () => this.#leave('fin')).on('error', () => this.#leave('rst'))
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
    this.#socket.write(bytes)
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
    this.#reader?.bytes(chunk)
    return false
  }

  #leave(how: 'fin' | 'rst'): void {
    if (this.#left !== undefined) return
    this.#left = how
    this.#reader?.left(how)
  }
}
