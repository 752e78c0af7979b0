import type { GatewayWords } from '../core/gateway-words.js'
import type { GatewayPlan } from '../core/target.js'
import { envoy as format } from '../logs/products/envoy.js'
import { type Product, READY_NAME } from './product.js'
import { failureIn, type Said } from './said.js'
import { always } from './words.js'

/** Envoy with a static configuration, and its defaults where a scenario says nothing: among them 15 s for a whole answer. */
export const envoy: Product = {
  name: 'envoy',
  product: 'Envoy',
  programs: ['envoy'],
  install: 'www.envoyproxy.io, or --target envoy=image:envoyproxy/envoy:v1.31-latest',
  version: { args: ['--version'], pattern: /version: [0-9a-f]+\/(\d[\d.]*)/ },
  clockGrain: 1,
  limits: ['connect', 'read', 'total', 'keepalive'],
  says: {
    upstreams: always,
    balance: ({ words: { balance } }) => (balance === 'first' ? 'balance first' : undefined),
    limit: always,
    retry: always,
    health: always,
    breaker: always,
    answer: always,
    request: always
  },
  can: { tls: true },
  files: ({ plan, port }) => ({ 'envoy.json': `${JSON.stringify(configuration(plan, port), null, 2)}\n` }),
  args: () => ['-c', 'envoy.json', '--concurrency', '1', '--disable-hot-restart', '--log-level', 'warn'],
  log: 'output',
  ready: 'answers',
  read,
  logFiles: [{ path: '/var/log/envoy/access.log', has: line => REQUEST.test(line) }]
}

const EXTENSION = 'type.googleapis.com/envoy.extensions'
/** The line that Envoy writes by itself, and behind it how often it tried. */
const LINE =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% "%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_REQUEST_ATTEMPT_COUNT%\n'

function configuration(plan: GatewayPlan, port: number): object {
  const address = { socket_address: { address: plan.host, port_value: port } }
  const filters = [named('envoy.filters.network.http_connection_manager', manager(plan))]
  return { static_resources: { listeners: [{ address, filter_chains: [{ filters }] }], clusters: [cluster(plan)] } }
}

function manager(plan: GatewayPlan): object {
  const { request } = plan.words
  const log = { log_format: { text_format_source: { inline_string: LINE } } }
  return {
    '@type': `${EXTENSION}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: 'www',
    ...(request !== undefined && { request_timeout: seconds(request) }),
    access_log: [
      named('envoy.access_loggers.stdout', { '@type': `${EXTENSION}.access_loggers.stream.v3.StdoutAccessLog`, ...log })
    ],
    http_filters: [named('envoy.filters.http.router', { '@type': `${EXTENSION}.filters.http.router.v3.Router` })],
    route_config: {
      virtual_hosts: [
        // Asked once by the testbed, to see that it is up.
        {
          name: 'ready',
          domains: [READY_NAME],
          routes: [{ match: { prefix: '/' }, direct_response: { status: 200 } }]
        },
        {
          name: 'www',
          domains: ['*'],
          routes: [...ownAnswers(plan.words), { match: { prefix: '/' }, route: route(plan) }]
        }
      ]
    }
  }
}

function named(name: string, config: object): object {
  return { name, typed_config: config }
}

function ownAnswers({ answer }: GatewayWords): object[] {
  if (answer === undefined) return []
  const { status, 'retry-after': after, body, path = '/', except } = answer
  const field = { header: { key: 'Retry-After', value: String(after) } }
  const own = {
    match: { prefix: path },
    direct_response: { status, ...(body !== undefined && { body: { inline_string: body } }) },
    ...(after !== undefined && { response_headers_to_add: [field] })
  }
  return except === undefined ? [own] : [{ match: { prefix: except }, route: { cluster: 'app' } }, own]
}

/** The idle timeout of a stream starts anew with every byte; the timeout of the route holds for the whole answer. */
function route({ limits: { read, total }, words: { retry } }: GatewayPlan): object {
  return {
    cluster: 'app',
    ...(read !== undefined && { idle_timeout: seconds(read) }),
    ...(total !== undefined && { timeout: seconds(total) }),
    ...(retry !== undefined && { retry_policy: { retry_on: 'connect-failure,reset', num_retries: retry } })
  }
}

function cluster({ upstreams, limits: { connect, keepalive }, words }: GatewayPlan): object {
  const { balance, limit, health, breaker } = words
  const endpoints = upstreams.map(({ host, port }) => ({
    endpoint: { address: { socket_address: { address: host, port_value: port } } }
  }))
  return {
    name: 'app',
    type: 'STATIC',
    lb_policy: balance === 'least-connections' ? 'LEAST_REQUEST' : 'ROUND_ROBIN',
    ...(connect !== undefined && { connect_timeout: seconds(connect) }),
    load_assignment: { cluster_name: 'app', endpoints: [{ lb_endpoints: endpoints }] },
    ...(limit !== undefined && { circuit_breakers: { thresholds: [{ max_requests: limit }] } }),
    ...(health !== undefined && { health_checks: [healthCheck(health)] }),
    ...(breaker !== undefined && { outlier_detection: ejection(breaker) }),
    ...(keepalive !== undefined && { typed_extension_protocol_options: idle(keepalive) }),
    ...(upstreams.some(({ tls }) => tls) && { transport_socket: TLS })
  }
}

function healthCheck({ path, every, fall = 3, rise = 2 }: NonNullable<GatewayWords['health']>): object {
  const times = { interval: seconds(every), no_traffic_interval: seconds(every), timeout: seconds(every) }
  return { ...times, unhealthy_threshold: fall, healthy_threshold: rise, http_health_check: { path } }
}

function ejection({ failures, for: time }: NonNullable<GatewayWords['breaker']>): object {
  const counts = { consecutive_5xx: failures, enforcing_consecutive_5xx: 100, max_ejection_percent: 100 }
  return { ...counts, base_ejection_time: seconds(time), max_ejection_time: seconds(time), interval: '0.1s' }
}

function idle(keepalive: number): object {
  const options = { common_http_protocol_options: { idle_timeout: seconds(keepalive) } }
  const http = { explicit_http_config: { http_protocol_options: {} } }
  const type = `${EXTENSION}.upstreams.http.v3.HttpProtocolOptions`
  return { 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': { '@type': type, ...options, ...http } }
}

/** Without anything to hold a certificate against, none is. */
const TLS = named('envoy.transport_sockets.tls', {
  '@type': `${EXTENSION}.transport_sockets.tls.v3.UpstreamTlsContext`
})

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000}s`
}

const REQUEST =
  /^\[[\dTZ:.-]+\] "(\S+) (\S+) [^"]*" (\d+) (\S+) .* \d+ \d+ (\d+) (?:\d+|-) "[^"]*" "[^"]*" "[^"]*" "([^"]*)" "([^"]*)" (\d+|-)$/

function read(line: string): Said | undefined {
  const match = REQUEST.exec(line)
  if (match === null) return undefined
  const [, method, path, status, flag, end, host, upstream = '-', attempts] = match
  if (host === READY_NAME) return undefined
  const failure = flag === '-' ? undefined : failureIn(format, line)
  return {
    about: 'request',
    method,
    path,
    status: Number(status) > 0 ? Number(status) : undefined,
    attempts: Number(attempts) || 0,
    upstream: upstream === '-' ? undefined : upstream,
    timings: { end: Number(end) },
    ...(failure !== undefined && { failure: { ...failure, flag } })
  }
}
