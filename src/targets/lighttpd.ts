import type { GatewayPlan } from '../core/target.js'
import { isAccessLine, isErrorLine, readLighttpdLog, readLine } from './lighttpd-log.js'
import { type Product, READY_NAME, type Setup } from './product.js'
import { always, type Sayings } from './words.js'

const LOG_FILE = 'lighttpd.log'

/** What its timers count in. */
const STEP = 1000

const SAYS: Sayings = {
  upstreams: always,
  balance: ({ words: { balance } }) => (balance === 'first' ? 'balance first' : undefined),
  request: ({ words: { request = 0 } }) =>
    request % STEP === 0 ? undefined : `a request limit of ${request} ms, since it counts whole seconds`
}

/** lighttpd with mod_proxy: a new connection for every request, and answers that are passed on when they are whole. */
export const lighttpd: Product = {
  name: 'lighttpd',
  product: 'lighttpd',
  programs: ['lighttpd'],
  version: { args: ['-v'], pattern: /lighttpd\/(\d[\w.]*)/ },
  // It looks once a second, for what is over by whole seconds.
  clockGrain: STEP,
  limits: ['connect', 'read', 'write'],
  says: SAYS,
  can: { limitsInSteps: STEP, ownPace: true },
  files: setup => ({ 'lighttpd.conf': configuration(setup) }),
  args: () => ['-D', '-f', 'lighttpd.conf'],
  log: LOG_FILE,
  listens: /\(server\.c\.\d+\) server started /,
  ready: 'answers',
  read: readLine,
  entries: readLighttpdLog,
  logFiles: [
    { path: '/var/log/lighttpd/access.log', has: isAccessLine },
    { path: '/var/log/lighttpd/error.log', has: isErrorLine }
  ]
}

/** As in production, and in a line behind it the facts for the testbed. */
const ACCESS_FORMAT = String.raw`%h %V %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"
{\"request\":\"%r\",\"status\":%s,\"end\":%D}`

function configuration({ plan, port, folder }: Setup): string {
  const { request } = plan.words
  // Through a pipe each line of the access log is written at once; to a file, every four seconds.
  const log = `"|exec cat >> ${LOG_FILE}"`
  return `server.modules = ( "mod_proxy", "mod_accesslog" )
server.bind = "${plan.host}"
server.port = ${port}
server.document-root = "${folder}"
server.upload-dirs = ( "${folder}" )
server.errorlog = ${log}
accesslog.filename = ${log}
accesslog.format = "${ACCESS_FORMAT}"
${request === undefined ? '' : `server.max-read-idle = ${request / STEP}\n`}$HTTP["host"] == "${READY_NAME}" {
  # Asked once by the testbed, to see that it is up.
  accesslog.filename = ""
} else {
${balancing(plan)}  proxy.server = ( "" => (
${plan.upstreams.map(upstream => server(upstream, plan)).join(',\n')}
  ) )
}
`
}

function balancing({ words: { balance } }: GatewayPlan): string {
  if (balance === undefined) return ''
  return `  proxy.balance = "${balance === 'round-robin' ? balance : 'least-connection'}"\n`
}

function server({ host, port }: GatewayPlan['upstreams'][number], { limits }: GatewayPlan): string {
  const options = [
    ['host', `"${host}"`],
    ['port', port],
    ['connect-timeout', seconds(limits.connect)],
    ['read-timeout', seconds(limits.read)],
    ['write-timeout', seconds(limits.write)],
    // A server that could not be reached is left alone for as short as it can.
    ['disable-time', 0]
  ]
  const given = options.filter(([, value]) => value !== undefined)
  return `    ( ${given.map(([name, value]) => `"${name}" => ${value}`).join(', ')} )`
}

function seconds(limit: number | undefined): number | undefined {
  return limit === undefined ? undefined : limit / STEP
}
