import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { Outgoing } from '../exchange.js'
import type { Link } from './link.js'
import { lastChunk } from './request-head.js'

/** What is told while a request is being sent. */
export interface SenderEvents {
  /** Since when the upstream has taken nothing of what waits for it; infinity when nothing waits. */
  stuck(since: number): void
  /** The head is through, and of the body nothing is there yet. */
  headSent(): void
  bodyBegins(): void
  /** The request is through: all of it is in the hands of the kernel. */
  through(): void
  /** The body broke off, or was longer than announced. */
  cut(read: number): void
}

/** So much is handed to the socket at a time: each batch that goes through is a sign that the upstream still takes something. */
const BATCH = 16 * 1024
const NOTHING = Buffer.alloc(0)
const NEVER = Number.POSITIVE_INFINITY
const CRLF = Buffer.from('\r\n')

/** Sends one request over a connection. At most one batch of the body waits in the socket; meanwhile the body is not read. */
export class Sender {
  /** How many bytes of the body have been read. */
  read = 0
  #isThrough = false
  readonly #link: Link
  readonly #socket: Socket
  readonly #outgoing: Outgoing
  readonly #events: SenderEvents
  #pieces: Buffer[] = []
  #bodyHasEnded: boolean
  #isStarting = false
  #isStopped = false
  #stuckSince = NEVER

  constructor(link: Link, outgoing: Outgoing, events: SenderEvents) {
    this.#link = link
    this.#socket = link.socket
    this.#outgoing = outgoing
    this.#events = events
    this.#bodyHasEnded = outgoing.body === null
  }

  /** Whether the whole request has gone out; `through` may be told a little later. */
  get isSent(): boolean {
    return this.#bodyHasEnded && !this.#isStopped && this.#pieces.length === 0 && this.#link.isFlushed()
  }

  start(head: string): void {
    const { body } = this.#outgoing
    if (body === null) this.#startWithoutBody(head)
    else this.#startWithBody(head, body)
  }

  /** Takes nothing more from the body; what the socket has, it keeps. */
  stop(): void {
    const { body } = this.#outgoing
    if (this.#isStopped || body === null) return
    this.#isStopped = true
    this.#pieces = []
    body.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onCut)
    body.pause()
  }

  /** The kernel takes so little during the call of `write`; only where it does not, a callback is worth its price. */
  #startWithoutBody(head: string): void {
    this.#socket.write(head, 'latin1')
    if (this.#socket.writableLength > 0) this.#socket.write(NOTHING, this.#onTaken)
    this.#settle()
  }

  /** The head and what there is of the body leave together. */
  #startWithBody(head: string, body: Readable): void {
    this.#isStarting = true
    this.#socket.cork()
    this.#socket.write(head, 'latin1', this.#onTaken)
    // An error that nobody listens for would end the process. That the body broke off is told by its close.
    body.on('error', ignore).on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onCut)
    process.nextTick(() => {
      this.#isStarting = false
      this.#socket.uncork()
      if (body.destroyed && !body.readableEnded && !this.#isStopped) this.#onCut()
      else this.#settle()
    })
  }

  readonly #onData = (chunk: Buffer): void => {
    const { bodyLength } = this.#outgoing
    // An empty chunk on the wire is the last one.
    if (chunk.length === 0) return
    if (this.read === 0) this.#events.bodyBegins()
    this.read += chunk.length
    if (bodyLength === undefined) this.#pieces.push(Buffer.from(`${chunk.length.toString(16)}\r\n`))
    else if (this.read > bodyLength) {
      this.#onCut()
      return
    }
    for (let at = 0; at < chunk.length; at += BATCH) this.#pieces.push(chunk.subarray(at, at + BATCH))
    if (bodyLength === undefined) this.#pieces.push(CRLF)
    this.#settle()
  }

  readonly #onEnd = (): void => {
    const { bodyLength, trailers, body } = this.#outgoing
    if (bodyLength !== undefined && this.read < bodyLength) {
      this.#onCut()
      return
    }
    body?.off('close', this.#onCut)
    this.#bodyHasEnded = true
    if (bodyLength === undefined) this.#pieces.push(Buffer.from(lastChunk(trailers?.() ?? []), 'latin1'))
    this.#settle()
  }

  readonly #onCut = (): void => {
    this.stop()
    this.#events.cut(this.read)
  }

  /** Failing writes tell nothing here: the connection's own end does, when all has been read that came before it. */
  readonly #onTaken = (error?: Error | null): void => {
    if (error || this.#isThrough) return
    this.#stuck(NEVER)
    this.#settle()
  }

  /** Brings on the way what can go, and notes what is then awaited: the socket, the body, or nothing more. */
  #settle(): void {
    if (this.#isStopped) return
    while (this.#pieces.length > 0 && this.#hasRoom) this.#sendBatch()
    if (this.#isStarting) this.#awaitStart()
    else if (this.#socket.writableLength > 0) this.#awaitSocket()
    else if (this.#bodyHasEnded) this.#awaitNothing()
    else this.#awaitBody()
  }

  get #hasRoom(): boolean {
    return this.#socket.writableLength < (this.#isStarting ? BATCH : 1)
  }

  #sendBatch(): void {
    this.#socket.cork()
    for (let size = 0; size < BATCH && this.#pieces.length > 0; ) {
      const piece = this.#pieces.shift() as Buffer
      size += piece.length
      this.#socket.write(piece, this.#onTaken)
    }
    this.#socket.uncork()
  }

  /** What is small leaves in one packet with the head, its end included; of what is larger, no more is read for now. */
  #awaitStart(): void {
    if (this.read >= BATCH) this.#outgoing.body?.pause()
  }

  #awaitSocket(): void {
    this.#outgoing.body?.pause()
    if (this.#stuckSince === NEVER) this.#stuck(performance.now())
  }

  #awaitBody(): void {
    if (this.read === 0) this.#events.headSent()
    this.#outgoing.body?.resume()
  }

  #awaitNothing(): void {
    if (this.#isThrough) return
    this.#isThrough = true
    this.#events.through()
  }

  #stuck(since: number): void {
    if (this.#stuckSince === since) return
    this.#stuckSince = since
    this.#events.stuck(since)
  }
}

function ignore(): void {}
