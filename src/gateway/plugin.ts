import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type ForwardingOptions, openGateway } from './gateway.js'
import { mount } from './mount.js'
import { withNoticesIn } from './notices.js'

/**
 * The gateway as a fastify plugin: what comes in under the prefix that it is registered with goes to the upstream, without
 * the prefix. The app's own rules hold before it: its router, its hooks, its limits, its log.
 */
export const gatewayPlugin: FastifyPluginAsync<ForwardingOptions> = async (app, options) => {
  // In this scope only: whatever would read a body before it can be forwarded.
  app.removeAllContentTypeParsers()
  mount(app, openGateway(withNoticesIn(app.log, options)), withoutPrefix)
}

/** The query is taken from the request as it came: the router hands on the path alone. */
function withoutPrefix(request: FastifyRequest, path: string): string {
  const query = request.url.indexOf('?')
  return query === -1 ? path : path + request.url.slice(query)
}
