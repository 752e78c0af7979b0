import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'

/**
 * The TCP connection under TLS, with JavaScript in between. Node's TLS tells a connection that was cut exactly as one that was closed
 * with close_notify; here the two can be told apart by which end came first. It also sees what the other side sent instead of TLS.
 */
export class Wire extends Duplex {
  /** The first bytes that the other side sent. */
  firstBytes: Buffer | undefined
  /** Whether all has been read up to the end of TCP (FIN). */
  hasEnded = false
  readonly #raw: Socket

  constructor(raw: Socket) {
    super({ allowHalfOpen: true })
    this.#raw = raw
    this.once('end', () => {
      this.hasEnded = true
    })
    raw.on('data', chunk => this.#arrived(chunk))
    raw.on('end', () => this.push(null))
    raw.on('error', error => this.destroy(error))
    // An error that comes while nobody listens would end the process; TLS listens besides.
    this.on('error', () => undefined)
    raw.on('close', () => this.destroy())
  }

  /** Whether the kernel has taken all that TLS made of what was written. */
  get isFlushed(): boolean {
    return this.#raw.writableLength === 0
  }

  #arrived(chunk: Buffer): void {
    this.firstBytes ??= chunk
    if (!this.push(chunk)) this.#raw.pause()
  }

  override _read(): void {
    this.#raw.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // A write that fails is told by the raw socket's end, when what had arrived before has been read.
    this.#raw.write(chunk, error => {
      if (!error) done()
    })
  }

  override _final(done: () => void): void {
    this.#raw.end(() => done())
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#raw.destroy()
    done(error)
  }
}

/** Watches whether TLS is ended by a close_notify, which Node turns into the end of the stream before TCP's own end has come. */
export function watchForCloseNotify(socket: TLSSocket, wire: Wire): () => boolean {
  let notified = false
  const push = socket.push.bind(socket)
  socket.push = (chunk, encoding) => {
    if (chunk === null) notified ||= !wire.hasEnded
    return push(chunk, encoding)
  }
  return () => notified
}
