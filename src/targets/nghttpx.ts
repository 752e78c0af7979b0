import type { GatewayPlan } from '../core/target.js'
import { isAccessLine, isEndOfRequest, readNghttpxLog } from './nghttpx-log.js'
import type { Product } from './product.js'
import { always } from './words.js'

/** nghttpx, the proxy of nghttp2, with HTTP/1.1 on both sides. */
export const nghttpx: Product = {
  name: 'nghttpx',
  product: 'nghttpx',
  programs: ['nghttpx'],
  version: { args: ['-v'], pattern: /nghttpx nghttp2\/(\d[\w.]*)/ },
  clockGrain: 10,
  limits: ['connect', 'read', 'write', 'keepalive'],
  says: {
    upstreams: always,
    balance: ({ words: { balance } }) => (balance === 'round-robin' ? undefined : `balance ${balance}`)
  },
  can: { tls: true },
  files: ({ plan, port }) => ({ 'nghttpx.conf': configuration(plan, port) }),
  args: () => ['--conf=nghttpx.conf'],
  log: 'output',
  // The port is open some time before somebody takes its connections.
  listens: /\) Entering event loop$/,
  ready: 'connects',
  read: line => (isEndOfRequest(line) ? { about: 'request' } : undefined),
  ends: isEndOfRequest,
  entries: readNghttpxLog,
  logFiles: [
    { path: '/var/log/nghttpx/access.log', has: isAccessLine },
    { path: '/var/log/nghttpx/error.log', has: line => NOTICED.test(line) }
  ]
}

/** What it writes at its default level; the testbed is told more. */
const NOTICED = /^\S+Z \d+ \d+ [0-9a-f]{8} (?:NOTICE|WARN|ERROR|FATAL) /

const ACCESS = '$remote_addr - - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'

function configuration({ host, upstreams, limits }: GatewayPlan, port: number): string {
  const { connect, read, write, keepalive } = limits
  return `frontend=${host},${port};no-tls
${upstreams.map(backend).join('\n')}
insecure=yes
# One process and one worker: it ends with the signal, and its log is in order.
single-process=yes
workers=1
# After a failure to connect it would not try again for a while that it rolls dice for.
backend-max-backoff=1ms
${[
  timeout('backend-connect-timeout', connect),
  timeout('backend-read-timeout', read),
  timeout('backend-write-timeout', write),
  timeout('backend-keep-alive-timeout', keepalive)
].join('')}accesslog-file=/dev/stdout
accesslog-format=${ACCESS} rt=$request_time backend=$backend_host:$backend_port
errorlog-file=/dev/stdout
log-level=INFO
`
}

function backend({ host, port, tls }: GatewayPlan['upstreams'][number]): string {
  return `backend=${host},${port};/;proto=http/1.1${tls === true ? ';tls' : ''}`
}

function timeout(option: string, milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : `${option}=${milliseconds}ms\n`
}
