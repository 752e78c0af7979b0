import type { IncomingMessage, ServerResponse } from 'node:http'
import { Answer } from './answer.js'
import { type Cause, internalError } from './cause.js'
import type { Call, Fields, Listener, Outgoing, ResponseHead } from './exchange.js'
import type { Gateway } from './gateway.js'
import { toOutgoing } from './outgoing.js'
import { type Ended, logEnd, logLeaving, type RequestLog } from './request-log.js'

/** After an early answer a client may go on sending its body for so long, before the connection is ended. */
const LINGER = 5000

/** One request on its way through the gateway, from the first look at it to its line in the log. */
export class Forwarding implements Listener {
  readonly #began = performance.now()
  readonly #answer: Answer
  #call: Call | undefined
  #cause: Cause | undefined
  /** The upstream has nothing more to say, or nobody listens any more. */
  #over = false

  constructor(
    private readonly gateway: Gateway,
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly target: string,
    private readonly log: RequestLog
  ) {
    this.#answer = new Answer(response, gateway.trace)
    response.once('close', () => this.#closed())
    gateway.underWay.set(request.socket, this)
  }

  /** Sends the request to the upstream, or refuses it. */
  begin(): void {
    if (this.#over) return
    const { gateway, request } = this
    const outgoing = toOutgoing(request, this.target, gateway.trace, gateway.upstreamHost)
    if ('status' in outgoing) this.#fail(outgoing)
    else this.#send(outgoing)
  }

  /** Whether its answer is still to come, or on its way. */
  get isUnderWay(): boolean {
    return !this.response.writableFinished && !this.response.destroyed
  }

  /** Whether its body is still being read. */
  get isReceiving(): boolean {
    return !this.#over && !this.request.complete
  }

  /** Does something when the answer is through. */
  whenOver(next: () => void): void {
    this.response.once('close', next)
  }

  /** Ends the request because its client broke the rules in the middle of it. */
  refuse(cause: Cause): void {
    this.#call?.abandon()
    this.response.shouldKeepAlive = false
    this.#fail(cause)
  }

  interim(status: number, fields: Fields): void {
    if (!this.#over) this.#answer.interim(status, fields)
  }

  head(head: ResponseHead): void {
    if (this.#over) return
    try {
      this.#answer.head(head)
    } catch (error) {
      this.#call?.abandon()
      this.#fail(internalError(error))
    }
  }

  data(chunk: Buffer): boolean {
    if (this.#over || this.#answer.data(chunk)) return true
    this.#awaitClient()
    this.response.once('drain', () => {
      this.request.socket.setTimeout(0)
      this.#call?.resume()
    })
    return false
  }

  end(trailers: Fields): void {
    if (this.#over) return
    this.#over = true
    this.#answer.end(trailers)
    this.#awaitClient()
  }

  failed(failure: Cause): void {
    // A body that broke off because the client left is no failure: 'close' is about to tell.
    if (!this.#over && !this.request.socket.destroyed) this.#fail(failure)
  }

  #send(outgoing: Outgoing): void {
    try {
      this.#call = this.gateway.client.send(outgoing, this)
    } catch (error) {
      this.#fail(internalError(error))
    }
  }

  #fail(cause: Cause): void {
    this.#over = true
    this.#cause = cause
    if (this.#answer.begun) this.#answer.cut()
    else this.gateway.errors.send(this.response, cause, this.#call?.address ?? '')
    this.#awaitClient()
  }

  /** The answer is through, or its connection is gone. */
  #closed(): void {
    const left = this.#cause === undefined && !this.response.writableFinished
    if (!this.#over) this.#call?.abandon()
    this.#over = true
    if (left) logLeaving(this.log, this.#ended(), this.#answer.begun)
    else logEnd(this.log, this.#ended(), this.#cause)
    if (!this.request.complete) linger(this.request)
  }

  #ended(): Ended {
    const { request, response, target } = this
    return { request, response, target, began: this.#began, call: this.#call, bytes: this.#answer.bytes }
  }

  /** A client that takes nothing for too long is treated as gone: nobody listens for the timeout, so node:http ends the socket. */
  #awaitClient(): void {
    const { socket } = this.request
    if (socket.writableLength > 0) socket.setTimeout(this.gateway.clientSilence)
  }
}

/** Reads on what the client still sends, so that closing does not destroy the answer on its way, but not for ever. */
function linger(request: IncomingMessage): void {
  const { socket } = request
  if (socket.destroyed) return
  request.resume()
  const limit = setTimeout(() => socket.destroy(), LINGER)
  request.once('close', () => clearTimeout(limit))
}
