import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { Call, Fields, Outgoing, ResponseHead, Timeouts, UpstreamClient } from '../../../src/gateway/exchange.js'
import type { Failure } from '../../../src/gateway/failures.js'
import {
  createUpstreamClient,
  parseUpstream,
  type UpstreamClientOptions
} from '../../../src/gateway/upstream-client/index.js'

/** An upstream that does on every connection what the test says, and counts them. */
export class RawUpstream implements AsyncDisposable {
  readonly sockets: Socket[] = []
  /** All that arrived, on every connection, as latin1. */
  heard = ''
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /** Listens on a free port; the script is called for every connection, with its number from 1. */
  static async start(script: (socket: Socket, count: number) => void, server = createServer({ allowHalfOpen: true })) {
    const upstream = new RawUpstream(server)
    const event = 'setSecureContext' in server ? 'secureConnection' : 'connection'
    server.on(event, (socket: Socket) => {
      upstream.sockets.push(socket)
      socket.on('error', () => undefined)
      socket.on('data', chunk => {
        upstream.heard += chunk.toString('latin1')
      })
      script(socket, upstream.sockets.length)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return upstream
  }

  /** Answers every request with the same bytes. */
  static answering(bytes: string | Buffer, andThen: (socket: Socket) => void = () => undefined) {
    return RawUpstream.start(socket => {
      socket.on('data', () => {
        socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
        andThen(socket)
      })
    })
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** Ends a connection with RST, after what was written before has left. */
export function reset(socket: Socket): void {
  setTimeout(() => socket.resetAndDestroy(), 20)
}

export const TIMEOUTS: Timeouts = { connect: 2000, read: 2000, write: 2000, head: 0, total: 0, keepalive: 5000 }

/** A client for that upstream; it is destroyed at the end of its block. */
export function clientFor(url: string, options: Partial<UpstreamClientOptions> = {}): UpstreamClient & Disposable {
  const { timeouts = TIMEOUTS, ...others } = options
  const client = createUpstreamClient({ upstream: parseUpstream(url), timeouts, ...others })
  return { ...client, [Symbol.dispose]: () => client.destroy() }
}

/** All that a listener was told of one request. */
export interface Outcome {
  readonly interims: readonly { readonly status: number; readonly fields: Fields }[]
  readonly head: ResponseHead | undefined
  readonly body: string
  readonly trailers: Fields | undefined
  readonly failure: Failure | undefined
  /** From the call until the end or the failure. */
  readonly took: number
  readonly call: Call
}

/** A GET for /, or what the test makes of it. */
export function request(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    method: 'GET',
    target: '/',
    fields: ['Host', 'upstream.test'],
    body: null,
    bodyLength: undefined,
    expectsContinue: false,
    ...changes
  }
}

/** A request with that body, announced in whole. */
export function upload(body: string | Buffer, changes: Partial<Outgoing> = {}): Outgoing {
  const bytes = Buffer.from(body)
  return request({ method: 'POST', body: Readable.from([bytes]), bodyLength: bytes.length, ...changes })
}

/** Sends a request and waits for its end, whichever it is. */
export function ask(client: UpstreamClient, outgoing: Outgoing = request()): Promise<Outcome> {
  return new Promise(resolve => {
    const began = performance.now()
    const interims: { status: number; fields: Fields }[] = []
    let head: ResponseHead | undefined
    let body = ''
    const conclude = (trailers: Fields | undefined, failure: Failure | undefined): void =>
      resolve({ interims, head, body, trailers, failure, took: performance.now() - began, call })
    const call = client.send(outgoing, {
      interim: (status, fields) => interims.push({ status, fields }),
      head: told => {
        head = told
      },
      data: chunk => {
        body += chunk.toString('latin1')
        return true
      },
      end: trailers => conclude(trailers, undefined),
      failed: failure => conclude(undefined, failure)
    })
  })
}

/** One request to an upstream that answers with those bytes and then does that. */
export async function answerTo(
  bytes: string,
  andThen?: (socket: Socket) => void,
  outgoing: Outgoing = request(),
  options: Partial<UpstreamClientOptions> = {}
): Promise<Outcome> {
  await using upstream = await RawUpstream.answering(bytes, andThen)
  using client = clientFor(upstream.url, options)
  return await ask(client, outgoing)
}

/** In one word how it went: the status, or the code of the failure. */
export function inShort({ failure, head }: Outcome): string {
  return failure === undefined ? String(head?.status) : failure.code
}
