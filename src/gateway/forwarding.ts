import type { IncomingMessage, ServerResponse } from 'node:http'
import { Answer } from './answer.js'
import { type Cause, internalError } from './cause.js'
import type { Call, Fields, Listener, Outgoing, ResponseHead } from './exchange.js'
import type { Gateway } from './gateway.js'
import { keepSocketForBody, linger } from './lingering.js'
import { toOutgoing } from './outgoing.js'
import { watchPausedUpload } from './paused-upload.js'
import { RequestDeadline, tooSlow } from './request-deadline.js'
import { type Ended, logEnd, logLeaving, type RequestLog } from './request-log.js'

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
    const { gateway, request } = this
    // What follows a last answer is no request, though it may look like one.
    if (this.#over || !request.socket.writable) return
    const outgoing = toOutgoing(request, this.target, gateway.trace, gateway.upstreamHost)
    const refused = 'status' in outgoing ? outgoing : gateway.doorkeeper?.(request, outgoing.target)
    if (refused !== undefined) this.#fail(refused)
    else this.#send(outgoing as Outgoing)
  }

  /** Whether its answer is still to come, or on its way. */
  get isUnderWay(): boolean {
    return !this.response.writableFinished && !this.response.destroyed
  }

  /** Whether all of it has come, its body included. */
  get hasWholeRequest(): boolean {
    return this.request.complete
  }

  /** Whether the connection ends with its answer, so that whatever follows is nobody's business. */
  get isLast(): boolean {
    return !this.response.shouldKeepAlive
  }

  /** Does something when the answer is through. */
  whenOver(next: () => void): void {
    this.response.once('close', next)
  }

  /** Ends the request because its client broke the rules in the middle of it. */
  refuse(cause: Cause): void {
    if (this.#over) return
    this.#call?.abandon()
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
    if (!this.request.complete) keepSocketForBody(this.request)
    this.#answer.end(trailers)
    this.#awaitClient()
  }

  failed(failure: Cause): void {
    // A body that broke off because the client left is no failure: 'close' is about to tell.
    if (!this.#over && !this.request.socket.destroyed) this.#fail(failure)
  }

  #send(outgoing: Outgoing): void {
    if (outgoing.body !== null) this.#watchUpload()
    try {
      this.#call = this.gateway.client.send(outgoing, this)
    } catch (error) {
      this.#fail(internalError(error))
    }
  }

  #watchUpload(): void {
    const { gateway, request, response } = this
    watchPausedUpload(request, response)
    if (gateway.requestTime === 0) return
    new RequestDeadline(request, response, gateway.requestTime, () => this.refuse(tooSlow(gateway.requestTime)))
  }

  #fail(cause: Cause): void {
    this.#over = true
    this.#cause = cause
    // Where a request was not understood, nobody can be sure where the next one begins.
    if (cause.type === 'http_request_error') this.response.shouldKeepAlive = false
    if (this.#answer.begun) this.#answer.cut()
    else this.#sendError(cause)
    this.#awaitClient()
  }

  #sendError(cause: Cause): void {
    if (!this.request.complete) keepSocketForBody(this.request)
    this.gateway.errors.send(this.response, cause, this.#call?.address ?? '')
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
