import { type ServerResponse, STATUS_CODES } from 'node:http'
import { ERROR_TYPES } from '../core/error-types.js'
import { writeHead } from './answer.js'
import type { Cause } from './cause.js'
import { type ProxyStatusDetail, proxyStatus } from './proxy-status.js'

/** The answers that the gateway gives by itself: a short text, and nothing of the upstream's. */
export class ErrorAnswers {
  constructor(
    private readonly name: string,
    private readonly detail: ProxyStatusDetail
  ) {}

  /** Answers a request on which nothing has been sent yet. */
  send(response: ServerResponse, cause: Cause, nextHop: string): void {
    const body = this.#body(cause)
    writeHead(response, cause.status, phraseOf(cause.status), this.#fields(cause, nextHop, body))
    response.end(body)
  }

  /** The same answer as bytes, for a connection on which no request could be read; it says that the connection ends. */
  bytes(cause: Cause): string {
    const body = this.#body(cause)
    const fields = [...this.#fields(cause, '', body), 'Date', new Date().toUTCString(), 'Connection', 'close']
    const lines = fields.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('')
    return `HTTP/1.1 ${cause.status} ${phraseOf(cause.status)}\r\n${lines}\r\n${body}`
  }

  #fields(cause: Cause, nextHop: string, body: string): string[] {
    const fields = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(Buffer.byteLength(body))]
    fields.push('Cache-Control', 'no-store')
    if (cause.retryAfter !== undefined) fields.push('Retry-After', String(cause.retryAfter))
    if (this.detail !== 'off') fields.push('Proxy-Status', proxyStatus(this.name, cause, nextHop, this.detail))
    return fields
  }

  /** What is wrong with a request may be said to its sender; what is wrong behind the gateway only when all may be told. */
  #body(cause: Cause): string {
    if (cause.body !== undefined) return cause.body
    const line = `${cause.status} ${phraseOf(cause.status)}\n`
    if (cause.type === 'http_request_error' || this.detail === 'full') return `${line}${cause.message}\n`
    return this.detail === 'off' ? line : `${line}${ERROR_TYPES[cause.type].title}\n`
  }
}

function phraseOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error'
}
