import { hostAndPort } from '../../core/host-and-port.js'
import type { GatewayPlan } from '../../core/target.js'
import type { Product } from '../product.js'
import { readFastifyLine, readFastifyLog } from './fastify-log.js'
import { findLibrary, type Library, scriptOf } from './library.js'

const LIBRARY: Library = { packages: ['@fastify/http-proxy', 'fastify'], script: 'fastify-http-proxy-server.js' }

/** @fastify/http-proxy with nothing but an upstream, and the limits of a scenario. */
export const fastifyHttpProxy: Product = {
  name: 'fastify-http-proxy',
  product: '@fastify/http-proxy',
  programs: ['node'],
  find: place => findLibrary(LIBRARY, place),
  version: { args: ['--version'], pattern: /^v(\S+)/ },
  // A timer that ticks twice a second may do so at once.
  clockGrain: 500,
  limits: ['connect', 'read', 'keepalive'],
  says: {},
  // Its timers tick twice a second.
  can: { tls: true, ownPace: true },
  files: ({ plan }) => ({ 'options.json': `${JSON.stringify(optionsFor(plan), null, 2)}\n` }),
  args: ({ plan, port }) => [scriptOf(LIBRARY), 'options.json', plan.host, `${port}`],
  log: 'output',
  listens: /"msg":"Server listening at /,
  ready: 'connects',
  read: readFastifyLine,
  entries: readFastifyLog,
  logFiles: [{ path: '/var/log/gateway.log', has: line => line.startsWith('{') }]
}

function optionsFor({ upstreams: [upstream], limits: { connect, read, keepalive } }: GatewayPlan): object {
  const { host = '', port = 0, tls } = upstream ?? {}
  const undici = {
    ...(connect !== undefined && { connect: { timeout: connect, ...(tls === true && { rejectUnauthorized: false }) } }),
    ...(read !== undefined && { headersTimeout: read, bodyTimeout: read }),
    ...(keepalive !== undefined && { keepAliveTimeout: keepalive })
  }
  return {
    upstream: `${tls === true ? 'https' : 'http'}://${hostAndPort(host, port)}`,
    ...(Object.keys(undici).length > 0 && { undici })
  }
}
