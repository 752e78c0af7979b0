import type { Readable } from 'node:stream'
import type { Failure } from './failures.js'

/** Header or trailer fields as they stand on the wire: name, value, name, value, … in order, case and repetition kept. */
export type Fields = readonly string[]

/** The head of a final answer, as the upstream sent it; framing and hop-by-hop fields are still in it. */
export interface ResponseHead {
  readonly version: '1.0' | '1.1'
  readonly status: number
  readonly reason: string
  readonly fields: Fields
  /** How the body ends: none at all, after so many bytes, with the last chunk, or with the connection. */
  readonly framing: 'none' | 'chunked' | 'close' | { readonly length: number }
}

/** What the front asks the upstream client to send. */
export interface Outgoing {
  readonly method: string
  /** The request-target, sent byte for byte as it was received. */
  readonly target: string
  /** All that goes out but the framing (Content-Length, Transfer-Encoding, Connection), which the upstream client writes. */
  readonly fields: Fields
  /** The request's body, null when there is none. It ends in an error when the client leaves in the middle. */
  readonly body: Readable | null
  /** The announced length of the body; undefined when the client sends it in chunks. */
  readonly bodyLength: number | undefined
  /** The trailers of a chunked request; called when the body has ended. */
  readonly trailers?: () => Fields
  /** The client waits for 100 Continue before it sends the body (an Expect field is among `fields`). */
  readonly expectsContinue: boolean
}

/** What the front is told, in this order: any number of interims, then head, data, end; or failed at any point, and then nothing more. */
export interface Listener {
  interim(status: number, fields: Fields): void
  head(head: ResponseHead): void
  /** False asks to stop reading from the upstream until `resume()` of the call. The silence of a client never counts as the upstream's. */
  data(chunk: Buffer): boolean
  end(trailers: Fields): void
  failed(failure: Failure): void
}

/** When things happened on the way to the upstream: milliseconds since the call began, undefined when it never came to that. */
export interface Timings {
  connect?: number
  sent?: number
  firstByte?: number
  head?: number
  end?: number
}

/** A request under way to the upstream. */
export interface Call {
  readonly timings: Timings
  /** How many times the upstream was tried. */
  readonly attempts: number
  /** Whether the connection that was used last had been used before. */
  readonly reused: boolean
  /** The address that was called last, 127.0.0.1:9000 or unix:/path; empty before there was one. */
  readonly address: string
  resume(): void
  /** The client has left: ends the upstream's connection at once. Nothing is told any more. */
  abandon(): void
}

/** Sends requests to one upstream over connections that it keeps and reuses. */
export interface UpstreamClient {
  send(outgoing: Outgoing, listener: Listener): Call
  /** Ends every connection, idle or busy. */
  destroy(): void
}

/** The limits of the gateway in milliseconds; 0 switches a limit off. */
export interface Timeouts {
  /** Until the connection, TLS included, stands. */
  readonly connect: number
  /** The longest silence of the upstream, in head and body alike; starts when the request is through. */
  readonly read: number
  /** The longest time in which the upstream takes nothing of the request. */
  readonly write: number
  /** From the request sent until the whole head is there. */
  readonly head: number
  /** From the request sent until the last byte of the answer is there. */
  readonly total: number
  /** How long an unused connection to the upstream is kept; 0 keeps none. */
  readonly keepalive: number
}
