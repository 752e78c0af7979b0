import type { Socket } from 'node:net'
import type { Reception } from './reception.js'

/** So much is read ahead of what the script has asked for. */
const AHEAD = 256 * 1024

/**
 * Node goes on reading a paused socket until its own buffer is full, and then really stops. A byte that is put back into a buffer
 * for one byte (see the server's highWaterMark) fills it, so that what comes next stays in the kernel.
 */
const PLUG = Uint8Array.of(0)

/** The bytes that a gateway has sent, read as far ahead as the upstream's scripts allow. */
export class Inbox {
  readonly #socket: Socket
  #ahead: number
  #bytes: Buffer[] = []
  #size = 0
  #held = true
  #plugged = false
  #stopped = false
  #ended = false
  #wake: (() => void) | undefined

  /** The socket must have been paused since it was accepted. */
  constructor(
    socket: Socket,
    readsAhead: boolean,
    private readonly reception: Reception
  ) {
    this.#socket = socket
    this.#ahead = readsAhead ? AHEAD : 0
    socket.on('data', chunk => this.#take(chunk))
    this.#balance()
  }

  get size(): number {
    return this.#size
  }

  /** Whether the socket is being read, so that a gateway that leaves is noticed. */
  get reads(): boolean {
    return !this.#held
  }

  /** All that is there, without taking it. */
  peek(): Buffer {
    const all = this.#bytes.length === 1 ? (this.#bytes[0] as Buffer) : Buffer.concat(this.#bytes)
    this.#bytes = [all]
    return all
  }

  /** Takes so many bytes, or fewer when there are not as many. */
  take(count: number): Buffer {
    const all = this.peek()
    this.#bytes = count < all.length ? [all.subarray(count)] : []
    this.#size = Math.max(0, all.length - count)
    this.#balance()
    return all.subarray(0, count)
  }

  /** Waits for more bytes than there are; false when none will come any more. */
  async more(): Promise<boolean> {
    if (this.#ended) return false
    const before = this.#size
    await new Promise<void>(resolve => {
      this.#wake = resolve
      this.#balance()
    })
    return this.#size > before
  }

  /** Reads whatever comes, whether somebody asks for it or not. */
  readAll(): void {
    this.#ahead = Number.POSITIVE_INFINITY
    this.#balance()
  }

  /** Reads nothing more, whoever waits. */
  stop(): void {
    this.#stopped = true
    this.#balance()
  }

  /** Nothing more will come. */
  end(): void {
    this.#ended = true
    this.#woken()
  }

  #take(chunk: Buffer): void {
    if (this.#plugged) this.#plugged = false
    else {
      this.reception.take(chunk)
      this.#bytes.push(chunk)
      this.#size += chunk.length
      this.#woken()
    }
    this.#balance()
  }

  #woken(): void {
    this.#wake?.()
    this.#wake = undefined
  }

  #balance(): void {
    const reads = !this.#stopped && (this.#size < this.#ahead || this.#wake !== undefined)
    if (this.#ended || reads === !this.#held) return
    this.#held = !reads
    if (reads) this.#socket.resume()
    else this.#hold()
  }

  #hold(): void {
    this.#socket.pause()
    if (this.#plugged || this.#socket.destroyed) return
    this.#plugged = true
    this.#socket.unshift(PLUG)
  }
}
