import { hostAndPort } from '../core/host-and-port.js'
import type { GatewayPlan } from '../core/target.js'
import { haproxy as format } from '../logs/products/haproxy.js'
import { type Product, READY_NAME } from './product.js'
import { type Failure, failureIn, type Said } from './said.js'
import { always } from './words.js'

/** HAProxy, with the limits of its package in Debian where a scenario has none. */
export const haproxy: Product = {
  name: 'haproxy',
  product: 'HAProxy',
  programs: ['haproxy'],
  version: { args: ['-v'], pattern: /version (\d[\w.]*)/ },
  clockGrain: 1,
  limits: ['connect', 'read', 'keepalive'],
  says: {
    upstreams: always,
    balance: always,
    pool: always,
    limit: always,
    retry: always,
    health: always,
    answer: always,
    rate: always,
    request: always
  },
  can: { notices: true, tls: true },
  files: ({ plan, port }) => ({ 'haproxy.cfg': configuration(plan, port) }),
  args: () => ['-db', '-f', 'haproxy.cfg'],
  log: 'output',
  ready: 'answers',
  read,
  logFiles: [{ path: '/var/log/haproxy.log', has: line => REQUEST.test(line) || NOTICE.test(line) }]
}

function configuration(plan: GatewayPlan, port: number): string {
  const { limits } = plan
  return `global
  log stdout format raw local0
  maxconn 400
defaults
  mode http
  log global
  option httplog
  option dontlognull
  timeout connect ${limits.connect ?? 5000}ms
  timeout client ${Math.max(50_000, limits.read ?? 0)}ms
  timeout server ${limits.read ?? 50_000}ms
${lines(clientRules(plan))}frontend www
  bind ${hostAndPort(plan.host, port)}
  # Asked once by the testbed, to see that it is up.
  http-request set-log-level silent if { hdr(host) ${READY_NAME} }
  http-request return status 200 if { hdr(host) ${READY_NAME} }
${lines([...rate(plan), ...answer(plan)])}  default_backend app
backend app
${lines([...choosing(plan), ...trying(plan)])}${lines(plan.upstreams.map(upstream => server(upstream, plan)))}`
}

function lines(each: readonly string[]): string {
  return each.map(line => `  ${line}\n`).join('')
}

function clientRules({ words: { request } }: GatewayPlan): string[] {
  return request === undefined ? [] : [`timeout http-request ${request}ms`, 'option http-buffer-request']
}

function rate({ words: { rate } }: GatewayPlan): string[] {
  if (rate === undefined) return []
  return [
    `stick-table type ip size 1k expire ${rate.per * 2}ms store http_req_rate(${rate.per}ms)`,
    'http-request track-sc0 src',
    `http-request deny deny_status 429 if { sc_http_req_rate(0) gt ${rate.requests} }`
  ]
}

function answer({ words: { answer } }: GatewayPlan): string[] {
  if (answer === undefined) return []
  const { status, 'retry-after': after, body, path = '/', except } = answer
  const when = [`{ path_beg ${quoted(path)} }`, ...(except === undefined ? [] : [`!{ path_beg ${quoted(except)} }`])]
  return [
    [
      `http-request return status ${status}`,
      ...(after === undefined ? [] : [`hdr Retry-After ${after}`]),
      ...(body === undefined ? [] : [`content-type text/plain string ${quoted(body)}`]),
      `if ${when.join(' ')}`
    ].join(' ')
  ]
}

const BALANCE = { 'round-robin': 'roundrobin', first: 'first', 'least-connections': 'leastconn' } as const

function choosing({ words: { balance, health, limit } }: GatewayPlan): string[] {
  return [
    `balance ${BALANCE[balance ?? 'round-robin']}`,
    ...(health === undefined ? [] : [`option httpchk GET ${health.path}`]),
    // What is above the limit of connections is not kept waiting.
    ...(limit === undefined ? [] : ['timeout queue 1ms'])
  ]
}

/** Without a word for it HAProxy tries three more times to connect, and never sends a request again. */
function trying({ words: { retry }, limits }: GatewayPlan): string[] {
  const reuse = limits.keepalive === 0 ? ['http-reuse never', 'option httpclose'] : []
  if (retry === undefined) return reuse
  return [
    ...reuse,
    `retries ${retry}`,
    'option redispatch 1',
    'retry-on conn-failure empty-response response-timeout',
    'http-request disable-l7-retry unless { method GET HEAD OPTIONS }'
  ]
}

function server({ name, host, port, tls }: GatewayPlan['upstreams'][number], { words, limits }: GatewayPlan): string {
  const { health, limit, pool } = words
  return [
    `server ${name} ${hostAndPort(host, port)}`,
    ...(tls === true ? ['ssl verify none'] : []),
    ...(limit === undefined ? [] : [`maxconn ${limit}`]),
    ...(pool === undefined ? [] : [`pool-max-conn ${pool.size}`]),
    ...(limits.keepalive ? [`pool-purge-delay ${limits.keepalive}ms`] : []),
    ...(health === undefined ? [] : [`check inter ${health.every}ms fall ${health.fall ?? 3} rise ${health.rise ?? 2}`])
  ].join(' ')
}

function quoted(text: string): string {
  return `"${text.replace(/["\\$]/g, '\\$&')}"`
}

// 127.0.0.1:6082 [20/Nov/2026:20:26:35.936] www app/s1 0/0/0/-1/502 504 198 - - sH-- 1/1/0/0/0 0/0 "GET /hang HTTP/1.1"
const REQUEST =
  /^(\S+) \[[^\]]+\] www \S+\/(\S+) ([-+\d]+)\/([-+\d]+)\/([-+\d]+)\/([-+\d]+)\/\+?(\d+) (-?\d+) \+?\d+ \S+ \S+ (\S{4}) \d+\/\d+\/\d+\/\d+\/\+?(\d+) \d+\/\d+ "(\S+)(?: (\S+))?/
const NOTICE = /Server app\/(\S+) is (UP|DOWN)(?:, reason: ([^,]+))?/

function read(line: string): Said | undefined {
  const notice = NOTICE.exec(line)
  if (notice !== null) {
    const [, upstream = '', state, why = ''] = notice
    return { about: 'upstream', upstream, state: state === 'UP' ? 'up' : 'down', why }
  }
  const match = REQUEST.exec(line)
  if (match === null) return undefined
  const [, , server = '', asked, queued, connected, head, end, status, flag, retries, method, path] = match
  const called = !server.startsWith('<')
  const failure = failureIn(format, line)
  return {
    about: 'request',
    method,
    path,
    status: Number(status) > 0 ? Number(status) : undefined,
    attempts: called ? Number(retries) + 1 : 0,
    upstream: called ? server : undefined,
    timings: timingsOf([asked, queued, connected, head].map(Number), Number(end)),
    ...(flag === '----' || failure === undefined ? {} : { failure: inUpload({ ...failure, flag }, Number(head)) })
  }
}

/** Data are the request's as well: without a head of an answer it was the upload that ended. */
function inUpload(failure: Failure, head: number): Failure {
  if (head >= 0) return failure
  if (failure.cause === 'stalled-body') return { ...failure, cause: 'write-timeout' }
  return failure.cause === 'cut-body' ? { ...failure, cause: 'closed-while-sending' } : failure
}

/** HAProxy counts each stretch from the end of the one before; -1 stands for one that did not come to its end. */
function timingsOf([asked = 0, queued = 0, connected = -1, head = -1]: readonly number[], end: number) {
  const connect = connected < 0 ? undefined : asked + Math.max(0, queued) + connected
  return {
    ...(connect !== undefined && { connect }),
    ...(connect !== undefined && head >= 0 && { head: connect + head }),
    end
  }
}
