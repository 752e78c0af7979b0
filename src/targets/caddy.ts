import type { OwnAnswerWords } from '../core/gateway-words.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { GatewayPlan } from '../core/target.js'
import { CaddyLog, isForTheTestbed, readCaddyLine } from './caddy-log.js'
import { type Product, READY_NAME } from './product.js'
import { entriesOf } from './said.js'
import { always } from './words.js'

/** Caddy: its own defaults, but for the order in which it asks several upstreams. */
export const caddy: Product = {
  name: 'caddy',
  product: 'Caddy',
  programs: ['caddy'],
  version: { args: ['version'], pattern: /^v?(\d+\.\d+[\w.-]*)/ },
  // On a connection that was used before, read_timeout begins when the answer before was through, and not with the request.
  clockGrain: 10,
  limits: ['connect', 'read', 'write', 'head', 'keepalive'],
  says: {
    upstreams: always,
    balance: always,
    pool: always,
    limit: always,
    retry: always,
    breaker: always,
    health: ({ words: { health } }) =>
      (health?.fall ?? 1) > 1 || (health?.rise ?? 1) > 1 ? 'health with more than one check in a row' : undefined,
    answer: ({ words: { answer } }) => (/[{}]/.test(answer?.body ?? '') ? 'an answer with { or } in it' : undefined),
    request: always
  },
  can: { notices: true, tls: true },
  files: ({ plan, port }) => ({ Caddyfile: configuration(plan, port) }),
  args: () => ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'],
  // It keeps what it was told last, and its certificates, in the home of its user.
  environment: ({ folder }) => ({ HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder }),
  log: 'output',
  ready: 'answers',
  read: readCaddyLine,
  entries: lines => {
    const log = new CaddyLog()
    return entriesOf(lines, line => log.read(line))
  },
  logFiles: [{ path: '/var/log/caddy/caddy.log', has: line => line.startsWith('{') && !isForTheTestbed(line) }]
}

function configuration(plan: GatewayPlan, port: number): string {
  return `{
	# Its debug lines tell which upstream was asked, and how often.
	debug
	admin off
	auto_https off
${block('servers', clientLimits(plan), 1)}}
http://:${port} {
	bind ${plan.host}
	log
	# Asked once by the testbed, to see that it is up.
	@ready host ${READY_NAME}
	skip_log @ready
	respond @ready 200
${lines(1, ownAnswer(plan.words.answer))}${block('reverse_proxy', proxying(plan), 1)}}
`
}

function lines(depth: number, each: readonly string[]): string {
  return each.map(line => `${'\t'.repeat(depth)}${line}\n`).join('')
}

function block(name: string, each: readonly string[], depth: number): string {
  if (each.length === 0) return ''
  return `${lines(depth, [`${name} {`])}${lines(depth + 1, each)}${lines(depth, ['}'])}`
}

function clientLimits({ words: { request } }: GatewayPlan): string[] {
  return request === undefined ? [] : ['timeouts {', `\tread_body ${request}ms`, '}']
}

function ownAnswer(answer: OwnAnswerWords | undefined): string[] {
  if (answer === undefined) return []
  const { status, 'retry-after': after, body, path = '/', except } = answer
  return [
    '@answer {',
    `\tpath ${quoted(`${path}*`)}`,
    ...(except === undefined ? [] : [`\tnot path ${quoted(`${except}*`)}`]),
    '}',
    ...(after === undefined ? [] : [`header @answer Retry-After ${after}`]),
    `respond @answer ${body === undefined ? '' : `${quoted(body)} `}${status}`
  ]
}

const BALANCE = { 'round-robin': 'round_robin', first: 'first', 'least-connections': 'least_conn' } as const

function proxying(plan: GatewayPlan): string[] {
  const { balance, breaker, health, limit, retry } = plan.words
  return [
    `to ${inItsOrder(plan).join(' ')}`,
    // By itself it takes one of several by chance.
    `lb_policy ${BALANCE[balance ?? 'round-robin']}`,
    ...(retry ? [`lb_retries ${retry}`, 'lb_retry_match {', '\tmethod GET HEAD OPTIONS', '}'] : []),
    ...(health === undefined ? [] : [`health_uri ${quoted(health.path)}`, `health_interval ${health.every}ms`]),
    ...(breaker === undefined ? [] : [`fail_duration ${breaker.for}ms`]),
    ...(limit === undefined ? [] : [`unhealthy_request_count ${limit}`]),
    // With a limit and without max_fails, which is then 0, it takes every upstream for one that has failed.
    ...(breaker === undefined && limit === undefined ? [] : [`max_fails ${breaker?.failures ?? 1}`]),
    ...transport(plan)
  ]
}

/** Its turn begins with the second one. */
function inItsOrder({ upstreams, words: { balance = 'round-robin' } }: GatewayPlan): string[] {
  const each = upstreams.map(({ host, port }) => hostAndPort(host, port))
  return balance === 'round-robin' ? [...each.slice(-1), ...each.slice(0, -1)] : each
}

function transport({ limits, upstreams, words: { pool } }: GatewayPlan): string[] {
  const each = [
    ...(upstreams.some(({ tls }) => tls) ? ['tls', 'tls_insecure_skip_verify'] : []),
    ...limit('dial_timeout', limits.connect),
    ...limit('read_timeout', limits.read),
    ...limit('write_timeout', limits.write),
    ...limit('response_header_timeout', limits.head),
    ...(limits.keepalive === 0 ? ['keepalive off'] : limit('keepalive', limits.keepalive)),
    ...(pool === undefined ? [] : [`keepalive_idle_conns_per_host ${pool.size}`])
  ]
  return each.length === 0 ? [] : ['transport http {', ...each.map(line => `\t${line}`), '}']
}

function limit(word: string, milliseconds: number | undefined): string[] {
  return milliseconds === undefined ? [] : [`${word} ${milliseconds}ms`]
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
