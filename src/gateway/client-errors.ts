import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Cause, refusal } from './cause.js'
import type { Forwarding } from './forwarding.js'
import type { Gateway } from './gateway.js'
import { refusedLine } from './log-line.js'
import type { RequestLog } from './request-log.js'

/** So long a client has time to read why its request was refused. */
const LINGER = 2000

/** The beginning of a request line. */
const METHOD_AND_TARGET = /^[A-Z-]+ [^ \r\n]+/

/** A request line that is well-formed, and has a method that Node's parser does not know. */
const UNKNOWN_METHOD = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+) [^ \r\n]+ HTTP\/1\.[01]\r?\n/

/** Answers what Node's parser refuses before it becomes a request, and CONNECT, which no gateway takes. */
export class BrokenRequests {
  /** The parser tells its error again with every further byte: once is enough. */
  readonly #refused = new WeakSet<Socket>()

  constructor(
    private readonly gateway: Gateway,
    private readonly log: RequestLog
  ) {}

  refuse(error: ParserError, socket: Socket): void {
    if (error.code === 'ECONNRESET') socket.destroy()
    // The end of the connection is told as an error, too, and then Node leaves it to us to close our side.
    if (this.#refused.has(socket) && socket.readableEnded) socket.end(() => socket.destroy())
    if (socket.destroyed || this.#refused.has(socket)) return
    this.#refused.add(socket)
    const forwarding = this.gateway.underWay.get(socket)
    if (forwarding === undefined || forwarding.hasWholeRequest) this.#refuseNext(error, socket, forwarding)
    else if (!forwarding.isUnderWay || error.code === 'HPE_INVALID_EOF_STATE') socket.destroy()
    else forwarding.refuse(causeOf(error))
  }

  /** RFC 9110 §9.3.6: what is no proxy need not open tunnels. */
  refuseTunnel(request: IncomingMessage, socket: Duplex): void {
    socket.on('error', () => socket.destroy())
    const message = 'this gateway opens no tunnels'
    this.#answer(socket, { ...refusal(501, 'connect', message), type: 'http_request_denied' }, request)
  }

  /** What is broken belongs to no request that is known, but its answer has to wait for those before it. */
  #refuseNext(error: ParserError, socket: Socket, before: Forwarding | undefined): void {
    const cause = causeOf(error)
    if (before?.isLast) return
    if (before?.isUnderWay) before.whenOver(() => this.#answer(socket, cause))
    else this.#answer(socket, cause)
  }

  #answer(socket: Duplex, cause: Cause, request?: IncomingMessage): void {
    if (!socket.writable) return
    socket.end(this.gateway.errors.bytes(cause), 'latin1')
    const limit = setTimeout(() => socket.destroy(), LINGER)
    socket.once('close', () => clearTimeout(limit))
    this.log.warn(refusedLine(cause, request?.method, request?.url), cause.message)
  }
}

interface ParserError extends Error {
  readonly code?: string
  readonly reason?: string
  /** What came last, and how much of it was understood. */
  readonly rawPacket?: unknown
  readonly bytesParsed?: number
}

function causeOf(error: ParserError): Cause {
  const why = error.reason ?? error.message
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      if (isInTarget(error))
        return refusal(414, 'target_overflow', 'the request-target is larger than this gateway takes')
      return refusal(431, 'header_overflow', 'the request line and its fields are larger than this gateway takes')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'request_timeout', 'the request did not arrive in time')
    case 'HPE_INVALID_VERSION':
      // Also the code for a line end that is none.
      if (why !== 'Invalid HTTP version') break
      return refusal(505, 'bad_version', 'the version of HTTP is not spoken here')
    case 'HPE_INVALID_METHOD':
      if (!isWellFormed(error)) break
      return refusal(501, 'unknown_method', 'the method of the request is not known here')
  }
  return refusal(400, 'bad_request', `the request could not be read: ${why}`)
}

/** RFC 9112 §3: a target that is too long has a status of its own. */
function isInTarget({ rawPacket, bytesParsed = 0 }: ParserError): boolean {
  const [start = ''] = METHOD_AND_TARGET.exec(String(rawPacket)) ?? []
  return start !== '' && start.length >= bytesParsed
}

function isWellFormed({ rawPacket, bytesParsed = 0 }: ParserError): boolean {
  const method = UNKNOWN_METHOD.exec(String(rawPacket))?.[1]
  return method !== undefined && bytesParsed <= method.length
}
