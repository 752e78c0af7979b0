import { type IncomingHttpHeaders, performServerHandshake, type ServerHttp2Stream } from 'node:http2'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Accept, FacePlan, Place } from './face.js'
import { Front } from './front.js'
import { GrpcCall } from './grpc-call.js'
import { tlsDoor } from './tls-door.js'
import { Underlay } from './underlay.js'

/** A gRPC server, in HTTP/2 without TLS, that does what the script does. */
export function grpc({ upstream }: FacePlan): Accept {
  return raw => serve(raw, raw, upstream)
}

/** The same in TLS, for who asks for h2. */
export function grpcs({ upstream, certificate }: FacePlan): Accept {
  return tlsDoor('h2', certificate, (stream, raw) => serve(stream, raw, upstream))
}

function serve(stream: Duplex, raw: Socket, upstream: Place): void {
  const front = new Front(stream, raw)
  const session = performServerHandshake(new Underlay(stream))
  // Whoever breaks the connection is told so by HTTP/2 itself.
  session.on('error', () => undefined)
  session.on('stream', (call: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    new GrpcCall(call, headers, front, upstream)
  })
}
