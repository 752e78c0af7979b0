import { basename } from 'node:path'
import type { OwnAnswerWords } from '../core/gateway-words.js'
import { hostAndPort } from '../core/host-and-port.js'
import type { GatewayPlan } from '../core/target.js'
import type { Product, Setup } from './product.js'
import {
  FACTS,
  isAboutPeer,
  isListening,
  isSquidError,
  isSquidRequest,
  readSquidLine,
  squidEntries
} from './squid-log.js'
import { always } from './words.js'

const LOG_FILE = 'squid.log'

/** Squid as a reverse proxy, without a cache; it counts in whole seconds, and looks once a second. */
export const squid: Product = {
  name: 'squid',
  product: 'Squid',
  programs: ['squid'],
  version: { args: ['-v'], pattern: /Squid Cache: Version (\d[\w.]*)/ },
  clockGrain: 1000,
  clockLag: 2000,
  limits: ['connect', 'read', 'write', 'keepalive'],
  says: {
    upstreams: always,
    // Its round-robin gives the first two requests to the same one.
    balance: ({ words: { balance } }) => (balance === 'first' ? undefined : `balance ${balance}`),
    limit: always,
    retry: ({ words: { retry = 0 }, upstreams }) =>
      retry >= upstreams && retry > 0 ? 'retry more often than there are other servers' : undefined,
    answer: ({ words: { answer } }) => (answer?.body?.includes('%') ? 'an answer with % in it' : undefined),
    request: ({ words: { request = 0 } }) => (request % 1000 === 0 ? undefined : 'request for other than whole seconds')
  },
  // Built with GnuTLS, as in Debian, it speaks no TLS without verifying.
  can: { ownPace: true, limitsInSteps: 1000 },
  files: setup => ({
    'squid.conf': configuration(setup),
    answer: setup.plan.words.answer?.body ?? ''
  }),
  args: ({ folder }) => ['-N', '-n', serviceOf(folder), '-f', `${folder}/squid.conf`],
  refusesRoot: true,
  leaves: ({ folder }) =>
    ['metadata', 'queues', 'readers'].map(part => `/dev/shm/${serviceOf(folder)}-cf__${part}.shm`),
  log: LOG_FILE,
  // Whoever comes before it has tried its peers finds none of them.
  listens: (lines, plan) =>
    lines.some(isListening) && (!hasPeers(plan) || lines.filter(isAboutPeer).length >= plan.upstreams.length),
  ready: 'connects',
  read: readSquidLine,
  entries: squidEntries,
  logFiles: [
    { path: '/var/log/squid/access.log', has: isSquidRequest },
    { path: '/var/log/squid/cache.log', has: isSquidError }
  ],
  // Asked to end it waits for its next look at the clock, up to two seconds.
  stopSignal: 'SIGKILL'
}

/** Letters and digits, after which it names what it shares in memory. */
function serviceOf(folder: string): string {
  return basename(folder).replaceAll('-', '')
}

/** One upstream is the site itself: a peer would be asked for a connection at the start, and be dead until it grants one. */
function hasPeers({ upstreams, words }: GatewayPlan): boolean {
  return upstreams.length > 1 || words.limit !== undefined
}

function configuration({ plan, port, folder }: Setup): string {
  const { words } = plan
  return [
    ...(hasPeers(plan) ? peers(plan, port) : origin(plan, port)),
    ...answer(words.answer, folder),
    'http_access allow all',
    'cache deny all',
    ...limits(plan),
    `logformat facts ${FACTS}`,
    `access_log stdio:${folder}/${LOG_FILE} squid`,
    `access_log stdio:${folder}/${LOG_FILE} facts`,
    `cache_log ${folder}/${LOG_FILE}`,
    'visible_hostname gateway',
    'max_filedescriptors 4096',
    'shutdown_lifetime 0 seconds',
    'digest_generation off',
    'pinger_enable off',
    'netdb_filename none',
    'pid_filename none',
    'coredump_dir none',
    ''
  ].join('\n')
}

function origin({ host, upstreams }: GatewayPlan, port: number): string[] {
  const [upstream] = upstreams
  return [
    `http_port ${hostAndPort(host, port)} accel no-vhost defaultsite=${upstream?.host} vport=${upstream?.port} allow-direct`,
    'always_direct allow all',
    // The name of the site would stand there; clients know it by the name of the gateway.
    'request_header_access Host deny all',
    `request_header_replace Host ${hostAndPort(host, port)}`
  ]
}

function peers({ host, upstreams, limits, words: { limit } }: GatewayPlan, port: number): string[] {
  const options = [
    'no-query originserver no-digest no-netdb-exchange',
    // What could not be reached once is asked again all the same.
    'connect-fail-limit=1000000',
    ...(limit === undefined ? [] : [`max-conn=${limit}`]),
    ...(limits.connect === undefined ? [] : [`connect-timeout=${limits.connect / 1000}`])
  ].join(' ')
  return [
    `http_port ${hostAndPort(host, port)} accel vhost`,
    'never_direct allow all',
    'debug_options ALL,1 15,2',
    ...upstreams.map(({ name, host, port }) => `cache_peer ${host} parent ${port} 0 name=${name} ${options}`)
  ]
}

function answer(own: OwnAnswerWords | undefined, folder: string): string[] {
  if (own === undefined) return []
  const { status, 'retry-after': after, body, path = '/', except } = own
  const page = body === undefined ? 'ERR_ACCESS_DENIED' : `${folder}/answer`
  return [
    `acl answered urlpath_regex ^${escaped(path)}`,
    ...(except === undefined ? [] : [`acl excepted urlpath_regex ^${escaped(except)}`, 'http_access allow excepted']),
    'http_access deny answered',
    `deny_info ${status}:${page} answered`,
    ...(after === undefined
      ? []
      : [`reply_header_add Retry-After ${after} answered${except === undefined ? '' : ' !excepted'}`])
  ]
}

function limits({ limits: { connect, read, write, keepalive }, words: { retry, request } }: GatewayPlan): string[] {
  return [
    ...seconds('connect_timeout', connect),
    ...seconds('read_timeout', read),
    ...seconds('write_timeout', write),
    ...seconds('request_timeout', request),
    ...(keepalive === 0 ? ['server_persistent_connections off'] : seconds('server_idle_pconn_timeout', keepalive)),
    ...(retry === undefined ? [] : [`forward_max_tries ${retry + 1}`])
  ]
}

function seconds(word: string, milliseconds: number | undefined): string[] {
  return milliseconds === undefined ? [] : [`${word} ${milliseconds / 1000} seconds`]
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '%20')
}
