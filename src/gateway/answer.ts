import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Fields, ResponseHead } from './exchange.js'
import type { ForwardingFields } from './forwarding-fields.js'
import { endToEnd, endToEndTrailers } from './hop-by-hop.js'

/** Linux tells a reader of the bytes before an RST only when it had them before the RST: they get this head start. */
const HEAD_START = 20

/** The upstream's answer on its way to the client. */
export class Answer {
  /** How many bytes of the body have been handed to the client. */
  bytes = 0
  /** Whether the head is out: from then on the status cannot be changed any more. */
  begun = false
  #flushed = false
  #closeDelimited = false

  constructor(
    private readonly response: ServerResponse,
    private readonly trace: ForwardingFields
  ) {}

  /** Passes an interim answer on; HTTP/1.0 knows none (RFC 9110 §15.2), and a client that does not read gets none. */
  interim(status: number, fields: Fields): void {
    const { response } = this
    const { socket } = response
    if (response.req.httpVersion !== '1.1' || socket === null || socket.writableNeedDrain) return
    const line = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`
    if (status === 100) response.writeContinue()
    else socket.write(`${line}${lines(endToEnd(fields))}\r\n`, 'latin1')
  }

  /** Sends the head at once, together with what of the body came in the same breath. */
  head(head: ResponseHead): void {
    const { response } = this
    const old = response.req.httpVersion !== '1.1'
    const unframed = head.framing === 'chunked' || head.framing === 'close'
    const fields = endToEnd(head.fields)
    if (old || !unframed) dropTrailerField(fields)
    const length = lengthOf(head)
    if (length !== undefined) fields.push('Content-Length', length)
    fields.push('Via', this.trace.via(head.version))
    writeHead(response, head.status, head.reason, fields)
    this.begun = true
    this.#closeDelimited = old && unframed
    process.nextTick(flush, this)
  }

  /** False when the client takes no more for now; the response then tells 'drain'. */
  data(chunk: Buffer): boolean {
    this.#flushed = true
    this.bytes += chunk.length
    return this.response.write(chunk)
  }

  end(trailers: Fields): void {
    this.#flushed = true
    if (trailers.length > 0 && this.response.chunkedEncoding)
      this.response.addTrailers(pairs(endToEndTrailers(trailers)))
    this.response.end()
  }

  /** Ends the connection so that the client can see the answer to be incomplete: what had arrived is delivered first. */
  cut(): void {
    this.flush()
    // The response holds back what was written in this tick until the next.
    process.nextTick(endWithoutEnd, this.response, this.#closeDelimited)
  }

  /** Sends the head when nothing of the body has taken it along. */
  flush(): void {
    if (this.#flushed) return
    this.#flushed = true
    // Not flushHeaders(): it sends the fields as UTF-8, though they are octets.
    this.response.write('', 'latin1')
  }
}

/** Writes a head with its fields as given, in their order and with repetitions. */
export function writeHead(response: ServerResponse, status: number, reason: string, fields: string[]): void {
  if (response.getHeaderNames().length === 0) {
    response.writeHead(status, reason, fields)
    return
  }
  // Fields that somebody has set before (fastify's Connection: close while it shuts down) make writeHead merge repeated ones.
  for (let at = 0; at < fields.length; at += 2) response.appendHeader(fields[at] as string, fields[at + 1] as string)
  response.writeHead(status, reason)
}

function flush(answer: Answer): void {
  answer.flush()
}

/** A connection that is the only sign of the end has to end with RST, which is no end. */
function endWithoutEnd({ socket }: ServerResponse, closeDelimited: boolean): void {
  if (socket === null) return
  if (closeDelimited) socket.write('', () => setTimeout(() => socket.resetAndDestroy(), HEAD_START))
  else socket.destroySoon()
}

/** The length to announce: that of the body, or of the body that a HEAD or a 304 speaks of. */
function lengthOf(head: ResponseHead): string | undefined {
  if (typeof head.framing === 'object') return String(head.framing.length)
  if (head.framing !== 'none' || head.status === 204) return undefined
  const at = head.fields.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'content-length')
  return at === -1 ? undefined : /^\d+/.exec(head.fields[at + 1] as string)?.[0]
}

/** Node refuses to announce trailers on an answer that cannot carry them. */
function dropTrailerField(fields: string[]): void {
  for (let at = fields.length - 2; at >= 0; at -= 2) {
    if ((fields[at] as string).toLowerCase() === 'trailer') fields.splice(at, 2)
  }
}

function lines(fields: Fields): string {
  let text = ''
  for (let at = 0; at < fields.length; at += 2) text += `${fields[at]}: ${fields[at + 1]}\r\n`
  return text
}

function pairs(fields: Fields): [string, string][] {
  const list: [string, string][] = []
  for (let at = 0; at < fields.length; at += 2) list.push([fields[at] as string, fields[at + 1] as string])
  return list
}
