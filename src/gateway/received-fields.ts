import type { IncomingMessage } from 'node:http'
import { isHopByHop, nominatedBy } from './hop-by-hop.js'

const TRAILERS = /(?:^|[,\s])trailers(?:[,;\s]|$)/i

/** The fields of a request, read once: those that travel on, and what the others said. */
export class ReceivedFields {
  /** What travels on, in the order, case and repetition of the client. */
  readonly kept: string[] = []
  /** The value of Host, or the authority of an absolute request-target, which overrules it (RFC 9112 §3.2.2). */
  host: string | undefined
  forwardedFor = ''
  forwarded = ''
  codings: string | undefined
  length: number | undefined
  wantsTrailers = false
  expectsContinue = false
  hosts = 0
  /** Whether the request has come as far as its Max-Forwards allows. */
  isLastHop = false

  constructor(
    private readonly request: IncomingMessage,
    private readonly authority: string | undefined
  ) {
    const received = request.rawHeaders
    const nominated = nominatedBy(received)
    for (let at = 0; at < received.length; at += 2) {
      const name = received[at] as string
      this.#take(name, name.toLowerCase(), received[at + 1] as string, nominated)
    }
    if (this.hosts === 0 && authority !== undefined && request.httpVersion === '1.0') this.#takeHost('Host', authority)
  }

  #take(name: string, lower: string, value: string, nominated: ReadonlySet<string>): void {
    switch (lower) {
      case 'host':
        this.#takeHost(name, this.authority ?? value)
        break
      case 'content-length':
        this.length = Number(value)
        break
      case 'transfer-encoding':
        this.codings = this.codings === undefined ? value : joined(this.codings, value)
        break
      case 'te':
        this.wantsTrailers ||= TRAILERS.test(value)
        break
      case 'x-forwarded-for':
        this.forwardedFor = joined(this.forwardedFor, value)
        break
      case 'forwarded':
        this.forwarded = joined(this.forwarded, value)
        break
      case 'x-forwarded-proto':
      case 'x-forwarded-host':
        break
      case 'max-forwards':
        this.#takeMaxForwards(name, value)
        break
      case 'expect':
        this.#takeExpect(name, value)
        break
      default:
        if (!isHopByHop(lower, nominated)) this.kept.push(name, value)
    }
  }

  #takeHost(name: string, value: string): void {
    this.hosts++
    this.host = value
    this.kept.push(name, value)
  }

  /** RFC 9110 §7.6.2: the methods that explore the way count their hops, and end where the count does. */
  #takeMaxForwards(name: string, value: string): void {
    const { method } = this.request
    const counts = (method === 'TRACE' || method === 'OPTIONS') && /^\d{1,9}$/.test(value)
    this.isLastHop ||= counts && Number(value) === 0
    this.kept.push(name, counts ? String(Number(value) - 1) : value)
  }

  /** Only HTTP/1.1 knows the expectation; from older clients it must be ignored (RFC 9110 §10.1.1). */
  #takeExpect(name: string, value: string): void {
    if (this.request.httpVersion !== '1.1') return
    this.kept.push(name, value)
    if (value.trim().toLowerCase() === '100-continue') this.expectsContinue = true
  }
}

function joined(list: string, value: string): string {
  return list === '' ? value : `${list}, ${value}`
}
