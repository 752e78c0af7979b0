import { hostAndPort } from '../../core/host-and-port.js'
import type { LogEntry } from '../../core/log-entry.js'
import type { GatewayPlan } from '../../core/target.js'
import { readLine } from '../../logs/lines/read-line.js'
import type { Product } from '../product.js'
import { entriesOf, failureIn, type Said } from '../said.js'
import { findLibrary, type Library, scriptOf } from './library.js'

const LIBRARY: Library = {
  packages: ['http-proxy-middleware', 'express'],
  script: 'http-proxy-middleware-server.js'
}

/** http-proxy-middleware on express, with nothing but a target, the console as its log, and the limit of a scenario. */
export const httpProxyMiddleware: Product = {
  name: 'http-proxy-middleware',
  product: 'http-proxy-middleware',
  programs: ['node'],
  find: place => findLibrary(LIBRARY, place),
  version: { args: ['--version'], pattern: /^v(\S+)/ },
  clockGrain: 1,
  limits: ['read'],
  says: {},
  // What it never answers is over when the client has enough, whatever the speed.
  can: { tls: true, ownPace: true },
  files: ({ plan }) => ({ 'options.json': `${JSON.stringify(optionsFor(plan), null, 2)}\n` }),
  args: ({ plan, port }) => [scriptOf(LIBRARY), 'options.json', plan.host, `${port}`],
  environment: () => ({ NODE_ENV: 'production' }),
  log: 'output',
  listens: /^listening$/,
  ready: 'connects',
  read,
  entries: readLog,
  logFiles: [{ path: '/var/log/gateway.log', has: line => line !== 'listening' }]
}

function optionsFor({ upstreams: [upstream], limits: { read } }: GatewayPlan): object {
  const { host = '', port = 0, tls } = upstream ?? {}
  return {
    target: `${tls === true ? 'https' : 'http'}://${hostAndPort(host, port)}`,
    ...(tls === true && { secure: false }),
    ...(read !== undefined && { proxyTimeout: read })
  }
}

// [HPM] GET /orders -> http://127.0.0.1:9000/orders [200]
const ANSWERED = /^\[HPM\] ([A-Z]+) (\S+) -> \S+ \[(\d{3})\]$/
// [HPM] Error occurred while proxying request gateway.test/orders to http://127.0.0.1:9000/ [ECONNREFUSED] (https://…)
const FAILED = /^\[HPM\] Error occurred while proxying request [^/]*(\/\S*) to \S+ \[(.*)\] \(/

/** One line for each request: when the head of its answer is there, or when there will be none. */
function read(line: string): Said | undefined {
  const answered = ANSWERED.exec(line)
  if (answered !== null) {
    const [, method, path, status] = answered
    return { about: 'request', method, path, status: Number(status) }
  }
  const failed = FAILED.exec(line)
  if (failed === null) return undefined
  const [, path, flag = ''] = failed
  const failure = failureIn({ name: 'by its words', read: ({ text }) => readLine(text) }, line)
  // Its own limit ends a request with this code as well.
  const cause = flag === 'ECONNRESET' ? undefined : failure?.cause
  return { about: 'request', path, failure: { cause, message: flag, flag } }
}

/** Its line on an answer comes with the head: nothing tells that the answer was done. */
function readLog(lines: readonly string[]): LogEntry[] {
  return entriesOf(lines, read).map(({ phase, ...entry }) => ({ ...entry, ...(phase !== 'done' && { phase }) }))
}
