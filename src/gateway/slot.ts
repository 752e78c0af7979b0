import type { FastifyHttpProxyOptions } from '@fastify/http-proxy'
import type { UpstreamClient } from './exchange.js'
import type { Forwarding } from './forwarding.js'

/** Under this key a request's fields carry its Forwarding through @fastify/reply-from, which copies symbols along. */
export const FORWARDING = Symbol('forwarding')

interface Carrier {
  readonly headers: { readonly [FORWARDING]: Forwarding }
}

/** Makes an upstream client fit where @fastify/http-proxy expects undici: it takes any object that has a request method. */
export function upstreamSlot(client: UpstreamClient): FastifyHttpProxyOptions['undici'] {
  const slot = {
    // The callback that comes along is never called: a Forwarding listens to the client itself, and answers itself.
    request: ({ headers }: Carrier) => headers[FORWARDING].begin(),
    destroy: () => client.destroy()
  }
  return slot as unknown as FastifyHttpProxyOptions['undici']
}
