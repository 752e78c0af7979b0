import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnAnswerWords } from '../../core/gateway-words.js'
import { hostAndPort } from '../../core/host-and-port.js'
import type { GatewayPlan } from '../../core/target.js'
import { READY_NAME, type Setup } from '../product.js'
import { ACCESS_FACTS } from './log.js'
import { balancer, proxied } from './upstreams.js'

/** The file, beside the configuration, into which both logs go: in one file the order of their lines is that of the events. */
export const LOG_FILE = 'apache.log'

/** Where packages put the modules: Debian, Fedora, Arch and httpd's own make install, macOS. */
const MODULE_FOLDERS = [
  '/usr/lib/apache2/modules',
  '/usr/lib64/httpd/modules',
  '/usr/lib/httpd/modules',
  '/usr/local/apache2/modules',
  '/usr/libexec/apache2',
  '/opt/homebrew/lib/httpd/modules'
]

const MODULES = [
  'mpm_event',
  'unixd',
  'log_config',
  'authz_core',
  'reqtimeout',
  'headers',
  'rewrite',
  'watchdog',
  'slotmem_shm',
  'proxy',
  'proxy_http',
  'proxy_balancer',
  'proxy_hcheck',
  'lbmethod_byrequests',
  'lbmethod_bybusyness'
]

/** The configuration of an Apache in front of the upstreams: its defaults, but for one child and for upstreams that are never taken out. */
export function apacheConfiguration(setup: Setup): string {
  const { plan, port } = setup
  const { words } = plan
  return `${lines([...modules(setup), ...place(setup), ...LOGGING, ...trust(plan), ...balancer(plan)])}
<VirtualHost *:${port}>
${lines([
  `CustomLog ${LOG_FILE} combined`,
  `CustomLog ${LOG_FILE} facts`,
  'ProxyPreserveHost On',
  ...(words.request === undefined ? [] : [requestLimit(words.request)]),
  ...(words.answer === undefined ? [] : answer(words.answer)),
  `ProxyPass "/" ${proxied(plan)}`
])}</VirtualHost>
<VirtualHost *:${port}>
  # Asked once by the testbed, to see that the child is up.
  ServerName ${READY_NAME}
  RewriteEngine On
  RewriteRule ^ - [R=204,L]
</VirtualHost>
`
}

function lines(each: readonly string[]): string {
  return each.map(line => `${line}\n`).join('')
}

function modules({ program, plan }: Setup): string[] {
  const beside = join(program, '../../modules')
  const folder = [...MODULE_FOLDERS, beside].find(each => existsSync(join(each, 'mod_proxy.so'))) ?? beside
  return [...MODULES, ...(plan.upstreams.some(({ tls }) => tls) ? ['ssl'] : [])].map(
    name => `<IfModule !mod_${name}.c>\n  LoadModule ${name}_module ${join(folder, `mod_${name}.so`)}\n</IfModule>`
  )
}

function place({ plan, port, asRoot }: Setup): string[] {
  return [
    'ServerName gatecrash.test',
    'DefaultRuntimeDir .',
    'PidFile httpd.pid',
    // Mutexes of other kinds would outlive a process that is killed.
    'Mutex pthread default',
    `Listen ${hostAndPort(plan.host, port)}`,
    // It refuses to serve as root; these are the numbers of nobody.
    ...(asRoot ? ['User #65534', 'Group #65534'] : []),
    // One child, so that what it has learned, and its pools, are the same for every request.
    'StartServers 1',
    'MinSpareThreads 1',
    'ServerLimit 1',
    'ThreadsPerChild 64',
    'MaxRequestWorkers 64',
    'LimitRequestBody 0'
  ]
}

// Into one file, so that the order of the lines is that of the events; by the line of the facts the other one is there as well.
const LOGGING = [
  'LogIOTrackTTFB On',
  'LogLevel warn http:info reqtimeout:info proxy_hcheck:info',
  `ErrorLog ${LOG_FILE}`,
  'LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined',
  `LogFormat ${quoted(JSON.stringify(ACCESS_FACTS))} facts`
]

function trust({ upstreams }: GatewayPlan): string[] {
  if (!upstreams.some(({ tls }) => tls)) return []
  return [
    'SSLProxyEngine On',
    'SSLProxyVerify none',
    'SSLProxyCheckPeerCN Off',
    'SSLProxyCheckPeerName Off',
    'SSLProxyCheckPeerExpire Off'
  ]
}

function requestLimit(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return `RequestReadTimeout header=${seconds} body=${seconds}`
}

function answer({ status, 'retry-after': after, body, path = '/', except }: OwnAnswerWords): string[] {
  const excepted = except === undefined ? [] : [`RewriteCond %{REQUEST_URI} "!^${pattern(except)}"`]
  return [
    'RewriteEngine On',
    ...excepted,
    `RewriteRule "^${pattern(path)}" - [R=${status},E=own-answer:1,L]`,
    ...(after === undefined ? [] : [`Header always set Retry-After ${after} env=own-answer`]),
    ...(body === undefined ? [] : [`ErrorDocument ${status} ${quoted(body)}`])
  ]
}

function pattern(path: string): string {
  return path.replace(/[\\"^$.*+?()[\]{}|]/g, '\\$&')
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
