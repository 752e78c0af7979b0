import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { now } from '../core/clock.js'
import type { Leaving } from './face.js'

/** An RST that comes in one round of the gateway's event loop with data can hide behind it. */
const APART = 20

/** The gateway's connection: what is written to it, and how it is left. */
export class Front {
  #unwritten = 0
  #quietSince = now() - APART
  #leaves: (() => void) | undefined

  constructor(
    /** What the protocol is spoken on: the connection itself, or TLS on it. */
    readonly stream: Duplex,
    private readonly raw: Socket
  ) {}

  write(bytes: Uint8Array): void {
    if (bytes.length > 0 && this.stream.writable) this.through(written => this.stream.write(bytes, written))
  }

  /** Counts a write that is done in another way: nothing that was written gets lost when it is left. */
  through(write: (written: () => void) => void): void {
    this.#unwritten++
    write(() => {
      this.#unwritten--
      this.#quietSince = now()
      this.#leaveWhenWritten()
    })
  }

  /** The gateway does not take more now. */
  get isFull(): boolean {
    return this.stream.writableNeedDrain
  }

  /** Ends our direction in order, with close_notify in TLS; or resets the connection. A unix socket knows no RST: the gateway sees its end. */
  leave(how: Leaving): void {
    if (how === 'fin') this.stream.end()
    else this.#leaveBy(() => this.#reset())
  }

  /** Closes the connection below whatever is spoken on it, as the end of a process does. */
  crash(): void {
    this.#leaveBy(() => setImmediate(() => this.raw.destroy()))
  }

  #leaveBy(leaving: () => void): void {
    this.#leaves ??= leaving
    this.#leaveWhenWritten()
  }

  #leaveWhenWritten(): void {
    if (this.#unwritten === 0) this.#leaves?.()
  }

  #reset(): void {
    const isTcp = this.raw.remoteFamily !== undefined
    const rest = this.#quietSince + APART - now()
    const reset = () => (isTcp && !this.raw.destroyed ? this.raw.resetAndDestroy() : this.raw.destroy())
    setTimeout(reset, Math.max(0, Math.ceil(rest)))
  }
}
