import { hostAndPort } from '../core/host-and-port.js'
import type { GatewayPlan } from '../core/target.js'
import { traefik as format } from '../logs/products/go-proxies.js'
import { type Product, READY_NAME } from './product.js'
import { failureIn, type Said } from './said.js'
import { always } from './words.js'

/** Traefik 3 with its file provider. Its limit for an answer ends with the head; what comes after has none. */
export const traefik: Product = {
  name: 'traefik',
  product: 'Traefik',
  programs: ['traefik'],
  install: 'doc.traefik.io, or --target traefik=image:traefik:v3.1',
  version: { args: ['version'], pattern: /Version:\s+v?(\d[\d.]*)/ },
  clockGrain: 1,
  limits: ['connect', 'read', 'keepalive'],
  says: {
    upstreams: always,
    balance: ({ words: { balance } }) => (balance === 'round-robin' ? undefined : `balance ${balance}`),
    pool: always,
    retry: always,
    health: always,
    rate: always,
    request: always
  },
  can: { tls: true },
  // What is JSON is YAML as well.
  files: ({ plan }) => ({ 'routes.yaml': `${JSON.stringify(routes(plan), null, 2)}\n` }),
  args: ({ plan, port }) => settings(plan, port),
  log: 'output',
  // Before it has read its routes it answers 404 to everybody.
  listens: /Configuration received.*providerName=file|"providerName":"file".*Configuration received/,
  ready: 'answers',
  read,
  logFiles: [
    { path: '/var/log/traefik/access.log', has: line => line.startsWith('{"ClientAddr"') },
    { path: '/var/log/traefik/traefik.log', has: line => line.includes('"level":"error"') }
  ]
}

function settings({ host, words: { request } }: GatewayPlan, port: number): string[] {
  const readTimeout = '--entrypoints.www.transport.respondingtimeouts.readtimeout'
  return [
    `--entrypoints.www.address=${hostAndPort(host, port)}`,
    '--providers.file.filename=routes.yaml',
    '--providers.file.watch=false',
    '--accesslog=true',
    '--accesslog.format=json',
    '--log.level=DEBUG',
    '--log.format=json',
    '--ping=true',
    '--ping.manualrouting=true',
    '--global.checknewversion=false',
    '--global.sendanonymoususage=false',
    ...(request === undefined ? [] : [`${readTimeout}=${request}ms`])
  ]
}

function routes(plan: GatewayPlan): object {
  const { retry, rate } = plan.words
  const middlewares = {
    ...(retry !== undefined && { again: { retry: { attempts: retry + 1 } } }),
    // One token for each request of the span, and all of them at once.
    ...(rate !== undefined && {
      rate: { rateLimit: { average: rate.requests, period: `${rate.per}ms`, burst: rate.requests } }
    })
  }
  const used = Object.keys(middlewares)
  return {
    http: {
      routers: {
        ready: { rule: `Host(\`${READY_NAME}\`)`, service: 'ping@internal', priority: 1000 },
        www: { rule: 'PathPrefix(`/`)', service: 'app', priority: 1, ...(used.length > 0 && { middlewares: used }) }
      },
      ...(used.length > 0 && { middlewares }),
      services: { app: { loadBalancer: balancer(plan) } },
      serversTransports: { app: transport(plan) }
    }
  }
}

function balancer({ upstreams, words: { health } }: GatewayPlan): object {
  const scheme = upstreams.some(({ tls }) => tls) ? 'https' : 'http'
  return {
    passHostHeader: true,
    serversTransport: 'app',
    servers: upstreams.map(({ host, port }) => ({ url: `${scheme}://${hostAndPort(host, port)}` })),
    ...(health !== undefined && {
      healthCheck: { path: health.path, interval: `${health.every}ms`, timeout: `${health.every}ms` }
    })
  }
}

function transport({ limits: { connect, read, keepalive }, words: { pool } }: GatewayPlan): object {
  const timeouts = {
    ...(connect !== undefined && { dialTimeout: `${connect}ms` }),
    ...(read !== undefined && { responseHeaderTimeout: `${read}ms` }),
    ...(keepalive !== undefined && { idleConnTimeout: `${keepalive}ms` })
  }
  const idle = keepalive === 0 ? -1 : pool?.size
  return {
    insecureSkipVerify: true,
    forwardingTimeouts: timeouts,
    ...(idle !== undefined && { maxIdleConnsPerHost: idle })
  }
}

interface Facts {
  readonly RequestHost?: string
  readonly RequestMethod?: string
  readonly RequestPath?: string
  readonly DownstreamStatus?: number
  readonly RetryAttempts?: number
  readonly ServiceAddr?: string
  readonly Duration?: number
}

/** Its access line says what came of a request; its own log knows why, and not of which request. */
function read(line: string): Said | undefined {
  if (!line.startsWith('{') || !line.includes('"DownstreamStatus"')) return undefined
  const facts = JSON.parse(line) as Facts
  if (facts.RequestHost === READY_NAME) return undefined
  const failure = failureIn(format, line)
  return {
    about: 'request',
    method: facts.RequestMethod,
    path: facts.RequestPath,
    status: facts.DownstreamStatus || undefined,
    attempts: facts.ServiceAddr === undefined ? 0 : (facts.RetryAttempts ?? 0) + 1,
    upstream: facts.ServiceAddr,
    timings: { end: Math.round((facts.Duration ?? 0) / 1e6) },
    ...(failure !== undefined && { failure })
  }
}
