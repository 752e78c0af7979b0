import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { chunk } from './cgi-request.js'
import { type Fields, fieldValue } from './content.js'
import type { Leaving, Place } from './face.js'
import type { Front } from './front.js'
import { grpcRequestHead, isChunked } from './grpc-request.js'
import { Script } from './script.js'
import { ScriptAnswer } from './script-answer.js'

/** They are about a connection in HTTP/1.1, or about a length that is another now. */
const DROPPED = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'proxy-connection', 'content-length']

/** One call, on a connection of its own to the script. When the script leaves before its answer is whole, so does the connection of the gateway. */
export class GrpcCall {
  readonly #script: Script
  readonly #answer: ScriptAnswer
  /** The script answers 200 and speaks no gRPC itself: what it says is made to messages. */
  #isWrapped = false
  #hasMessage = false
  #isUnspeakable = false

  constructor(
    private readonly call: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    private readonly front: Front,
    upstream: Place
  ) {
    this.#script = new Script(upstream)
    this.#answer = new ScriptAnswer(headers[':method'] ?? 'POST', {
      head: (status, fields) => this.#head(status, fields),
      content: bytes => this.#write(this.#isWrapped ? message(bytes) : bytes),
      noHttp: bytes => this.front.write(bytes)
    })
    this.#script.tell({ answered: bytes => this.#answered(bytes), left: how => this.#left(how) })
    call.on('error', () => undefined)
    call.on('close', () => this.#script.finish())
    this.#ask(headers)
  }

  #ask(headers: IncomingHttpHeaders): void {
    this.#script.write(grpcRequestHead(headers, this.call.endAfterHeaders))
    const inChunks = isChunked(headers, this.call.endAfterHeaders)
    const pass = (bytes: Buffer) => this.#script.write(inChunks ? chunk(bytes) : bytes)
    this.call.on('data', (bytes: Buffer) => {
      pass(bytes)
      if (this.#script.whenTaken(() => this.call.resume())) this.call.pause()
    })
    if (inChunks) this.call.on('end', () => pass(Buffer.alloc(0)))
  }

  #answered(bytes: Buffer): void {
    if (this.call.closed) return
    this.#answer.take(bytes)
    if (this.#answer.isWhole) this.#end()
    else if (this.call.writableNeedDrain) {
      this.#script.hold()
      this.call.once('drain', () => this.#script.go())
    }
  }

  #left(how: Leaving): void {
    if (this.call.writableEnded || this.call.destroyed) return
    if (how === 'rst') this.front.leave('rst')
    else if (this.#answer.endsWithConnection) this.#end()
    else this.front.crash()
  }

  #head(status: number, fields: Fields): void {
    const isGrpc = /^application\/grpc/i.test(fieldValue(fields, 'content-type') ?? '')
    this.#isWrapped = status === 200 && !isGrpc
    const type = this.#isWrapped ? { 'content-type': 'application/grpc' } : {}
    const headers = { ':status': status, ...headersOf(fields), ...type }
    this.call.on('wantTrailers', () => this.call.sendTrailers({ 'grpc-status': '0' }))
    try {
      this.call.respond(headers, { waitForTrailers: status === 200 })
    } catch {
      // A status or a field that HTTP/2 cannot carry: what is no HTTP/1.1 becomes what is no HTTP/2.
      this.#isUnspeakable = true
      this.front.write(Buffer.from(`HTTP/1.1 ${status}\r\n\r\n`))
    }
  }

  #write(bytes: Buffer): void {
    if (this.#isUnspeakable) return
    this.#hasMessage = true
    this.front.through(written => this.call.write(bytes, written))
  }

  #end(): void {
    if (this.#isWrapped && !this.#hasMessage) this.#write(message(Buffer.alloc(0)))
    if (!this.#isUnspeakable) this.call.end()
    this.#script.finish()
  }
}

/** A message of gRPC: not compressed, its length, its bytes. */
function message(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

function headersOf(fields: Fields): OutgoingHttpHeaders {
  const headers: Record<string, string[]> = {}
  for (let at = 0; at < fields.length; at += 2) {
    const name = (fields[at] ?? '').toLowerCase()
    if (!DROPPED.includes(name)) headers[name] = [...(headers[name] ?? []), fields[at + 1] ?? '']
  }
  return headers
}
