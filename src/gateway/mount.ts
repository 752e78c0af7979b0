import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Forwarding } from './forwarding.js'
import type { Gateway } from './gateway.js'
import { FORWARDING, upstreamSlot } from './slot.js'

/** Says what to ask the upstream for; `path` is the path as @fastify/http-proxy rewrote it. */
export type TargetOf = (request: FastifyRequest, path: string) => string

/** Hands every request that reaches this app's prefix to the gateway. */
export function mount(app: FastifyInstance, gateway: Gateway, targetOf: TargetOf): void {
  function forward(request: FastifyRequest, reply: FastifyReply, path: string): void {
    const forwarding = new Forwarding(gateway, request.raw, reply.raw, targetOf(request, path), request.log)
    reply.hijack()
    inTurn(reply, () => {
      reply.from('/', { rewriteRequestHeaders: () => ({ [FORWARDING]: forwarding }) })
    })
  }
  app.register(httpProxy, {
    // Never called: the slot knows where to go, whatever a request names. It has to be a URL.
    upstream: 'http://upstream.invalid',
    undici: upstreamSlot(gateway.client),
    destroyAgent: true,
    disableRequestLogging: true,
    retryMethods: [],
    httpMethods: app.supportedMethods,
    handler: forward
  })
}

/**
 * Pipelined requests go to the upstream one after the other: the next could rely on what the one before has done
 * (RFC 9112 §9.3.2). A response has no socket before it is its turn.
 */
function inTurn(reply: FastifyReply, begin: () => void): void {
  if (reply.raw.socket === null) reply.raw.once('socket', begin)
  else begin()
}
