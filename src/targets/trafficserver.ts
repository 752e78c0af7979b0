import { hostAndPort } from '../core/host-and-port.js'
import type { GatewayPlan, UpstreamAddress } from '../core/target.js'
import type { Product, Setup } from './product.js'
import { isEndOfRequest, readTrafficServerLog } from './trafficserver-log.js'
import { always } from './words.js'

/** Apache Traffic Server without its manager, in a layout of its own, and with its cache off. */
export const trafficserver: Product = {
  name: 'trafficserver',
  product: 'Traffic Server',
  programs: ['traffic_server'],
  version: { args: ['-V'], pattern: /Traffic Server (\d[\w.]*)/ },
  clockGrain: 10,
  limits: ['connect', 'read', 'total', 'keepalive'],
  says: {
    upstreams: always,
    balance: ({ words: { balance } }) => (balance === 'least-connections' ? `balance ${balance}` : undefined),
    retry: always,
    limit: always
  },
  can: { tls: true, limitsInSteps: 1000 },
  files,
  args: () => [],
  environment: ({ folder }) => ({ TS_RUNROOT: folder }),
  log: 'output',
  listens: / NOTE: traffic server running$/,
  ready: 'connects',
  read: line => (isEndOfRequest(line) ? { about: 'request' } : undefined),
  ends: isEndOfRequest,
  entries: readTrafficServerLog,
  logFiles: [{ path: '/var/log/trafficserver/diags.log', has: line => DIAGNOSED.test(line) }],
  // It looks once a second whether it is to end.
  stopSignal: 'SIGKILL'
}

const DIAGNOSED =
  /^\[\w{3} [ \d]\d [\d:.]{12}\] (?:\[[^\]]+\]|\w+) (?:STATUS|NOTE|WARNING|ERROR|FATAL|ALERT|EMERGENCY): /

const LAYOUT = [
  'prefix',
  'exec_prefix',
  'bindir',
  'sbindir',
  'sysconfdir',
  'datadir',
  'includedir',
  'libdir',
  'libexecdir'
]
const LAYOUT_OF_A_RUN = ['localstatedir', 'runtimedir', 'logdir', 'cachedir']

function files({ plan, port, folder }: Setup): Record<string, string> {
  return {
    'records.config': records(plan, port),
    'remap.config': remap(plan),
    'runroot.yaml': [...LAYOUT, ...LAYOUT_OF_A_RUN].map(name => `${name}: ${folder}\n`).join(''),
    'parent.config': parents(plan),
    'ip_allow.yaml': 'ip_allow:\n  - { apply: in, ip_addrs: 0/0, action: allow, methods: ALL }\n',
    ...Object.fromEntries(UNUSED.map(name => [name, '\n']))
  }
}

/** It complains of each that is not there. */
const UNUSED = ['storage.config', 'volume.config', 'cache.config', 'plugin.config', 'ssl_multicert.config']

function records({ host, limits, words }: GatewayPlan, port: number): string {
  const settings: readonly (readonly [name: string, value: string | number | undefined])[] = [
    ['http.server_ports', `${port}:ip-in=${host}`],
    ['admin.user_id', '#-1'],
    ['crash_log_helper', 'NULL'],
    ['exec_thread.autoconfig', 0],
    ['exec_thread.limit', 1],
    ['http.cache.http', 0],
    ['url_remap.pristine_host_hdr', 1],
    ['ssl.client.verify.server.policy', 'DISABLED'],
    // What was down once it would take for down for a minute.
    ['http.down_server.cache_time', 0],
    ['http.parent_proxy.disable_parent_markdowns', 1],
    // Several upstreams are parents to it, which it passes by for what it cannot cache.
    ['http.uncacheable_requests_bypass_parent', 0],
    // Its timers are looked at once a second; so they are with each round of its event loop.
    ['net.inactivity_check_frequency', -1],
    ['http.connect_attempts_max_retries', words.retry],
    ['http.parent_proxy.per_parent_connect_attempts', words.retry === undefined ? undefined : 1],
    ['http.parent_proxy.total_connect_attempts', words.retry],
    ['http.per_server.connection.max', words.limit],
    ['http.connect_attempts_timeout', seconds(limits.connect)],
    ['http.post_connect_attempts_timeout', seconds(limits.connect)],
    ['http.transaction_no_activity_timeout_out', seconds(limits.read)],
    ['http.transaction_active_timeout_out', seconds(limits.total)],
    ['http.keep_alive_no_activity_timeout_out', seconds(limits.keepalive)],
    ['log.logging_enabled', 0],
    ...LEVELS.map(level => [`diags.output.${level}`, 'E'] as const),
    ['diags.debug.enabled', 1],
    ['diags.debug.tags', '^http(_hdrs|_seq|_trans|_tunnel)?$']
  ]
  return settings.flatMap(([name, value]) => (value === undefined ? [] : setting(name, value))).join('')
}

const LEVELS = ['status', 'note', 'warning', 'error', 'fatal', 'alert', 'emergency']

function setting(name: string, value: string | number): string {
  return `CONFIG proxy.config.${name} ${typeof value === 'number' ? 'INT' : 'STRING'} ${value}\n`
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000
}

function remap({ upstreams }: GatewayPlan): string {
  return upstreams
    .slice(0, 1)
    .map(upstream => `map / ${url(upstream)}/\n`)
    .join('')
}

function url({ host, port, tls }: UpstreamAddress): string {
  return `${tls === true ? 'https' : 'http'}://${hostAndPort(host, port)}`
}

function parents({ upstreams, words: { balance } }: GatewayPlan): string {
  if (upstreams.length < 2) return '\n'
  const each = upstreams.map(({ host, port }) => hostAndPort(host, port)).join(';')
  return `dest_domain=. parent="${each}" round_robin=${balance === 'first' ? 'false' : 'strict'} go_direct=false parent_is_proxy=false\n`
}
