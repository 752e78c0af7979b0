import type { IncomingMessage, ServerResponse } from 'node:http'
import { Answer } from './answer.js'
import { type Cause, internalError } from './cause.js'
import type { Call, Fields, Listener, Outgoing, ResponseHead } from './exchange.js'
import type { Gateway } from './gateway.js'
import { type GatewayLogLine, phaseOf, roundedTimings, tenths } from './log-line.js'
import { toOutgoing } from './outgoing.js'

/** Where the one line of a request goes. */
export interface RequestLog {
  info(line: GatewayLogLine, message: string): void
  warn(line: GatewayLogLine, message: string): void
  error(line: GatewayLogLine, message: string): void
}

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
    const { socket } = this.request
    // A client that takes nothing for so long is treated as gone: nobody listens for the timeout, so node:http ends the socket.
    socket.setTimeout(this.gateway.clientSilence)
    this.response.once('drain', () => {
      socket.setTimeout(0)
      this.#call?.resume()
    })
    return false
  }

  end(trailers: Fields): void {
    if (this.#over) return
    this.#over = true
    this.#answer.end(trailers)
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
  }

  /** The answer is through, or its connection is gone. */
  #closed(): void {
    const left = this.#cause === undefined && !this.response.writableFinished
    if (!this.#over) this.#call?.abandon()
    this.#over = true
    if (left) this.#logLeaving()
    else this.#logEnd()
    if (!this.request.complete) linger(this.request)
  }

  #logEnd(): void {
    const cause = this.#cause
    const line = this.#line(cause?.phase ?? 'done', this.response.statusCode, cause?.code, cause?.type)
    if (cause === undefined) this.log.info(line, 'answered')
    else if (cause.type === 'http_request_error') this.log.warn(line, cause.message)
    else this.log.error(line, cause.message)
  }

  #logLeaving(): void {
    const phase = phaseOf(this.#call?.timings ?? {})
    const line = this.#line(phase, this.#answer.begun ? this.response.statusCode : 499, 'client_gone')
    this.log.warn(line, `the client left after ${line.duration} ms, before its answer was complete`)
  }

  #line(
    phase: GatewayLogLine['phase'],
    status: number,
    cause?: string,
    error?: GatewayLogLine['error']
  ): GatewayLogLine {
    const call = this.#call
    return {
      method: this.request.method as string,
      target: this.target,
      status,
      phase,
      cause,
      error,
      duration: tenths(performance.now() - this.#began),
      timings: roundedTimings(call?.timings ?? {}),
      attempts: call?.attempts ?? 0,
      reused: call?.reused ?? false,
      upstream: call?.address ?? '',
      bytes: this.#answer.bytes
    }
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
