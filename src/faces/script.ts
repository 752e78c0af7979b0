import { connect, type Socket } from 'node:net'
import type { Leaving, Place } from './face.js'

/** Who is told what the script does; after `left` nothing more. */
export interface ScriptReader {
  answered(bytes: Buffer): void
  left(how: Leaving): void
}

const READ_SIZE = 65_536

/** A connection to where the script is played, on which a RST is never mistaken for a FIN. */
export class Script {
  readonly #socket: Socket
  #reader: ScriptReader | undefined
  #held = false
  #left = false

  constructor(place: Place) {
    const onread = {
      buffer: Buffer.allocUnsafe(READ_SIZE),
      callback: (size: number, buffer: Uint8Array) => this.#take(Buffer.from(buffer.subarray(0, size)))
    }
    this.#socket = connect({ host: place.host, port: place.port, allowHalfOpen: true, noDelay: true, onread })
    // A script that cannot be reached is a reset: whoever stands at the place has taken the connection already.
    this.#socket.on('end', () => this.#leave('fin')).on('error', () => this.#leave('rst'))
  }

  /** Says who is told; at once, before anything can have come. */
  tell(reader: ScriptReader): void {
    this.#reader = reader
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > 0 && this.#socket.writable) this.#socket.write(bytes)
  }

  /** Calls back when the script has taken what was written; false when it has already. */
  whenTaken(taken: () => void): boolean {
    if (!this.#socket.writableNeedDrain) return false
    this.#socket.once('drain', taken)
    return true
  }

  /** Takes nothing of the answer until `go`. */
  hold(): void {
    this.#held = true
  }

  go(): void {
    this.#held = false
    this.#socket.resume()
  }

  /** Nothing more comes from the gateway: FIN. */
  finish(): void {
    this.#socket.end()
  }

  /** The gateway has reset its connection: so is this one. Nobody is told. */
  reset(): void {
    this.#left = true
    if (this.#socket.connecting) this.#socket.destroy()
    else if (!this.#socket.destroyed) this.#socket.resetAndDestroy()
  }

  /**
   * Stops reading until the event loop has turned. libuv takes a hang-up that is polled together with the last bytes for an orderly end,
   * and never asks for the error behind it; but only while it is reading. Read afresh, a RST is ECONNRESET every time.
   */
  #take(bytes: Buffer): false {
    setImmediate(() => {
      if (!this.#held) this.#socket.resume()
    })
    if (!this.#left) this.#reader?.answered(bytes)
    return false
  }

  #leave(how: Leaving): void {
    if (this.#left) return
    this.#left = true
    this.#reader?.left(how)
  }
}
