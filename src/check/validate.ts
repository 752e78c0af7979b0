import type { Configuration } from '../configurations/configuration.js'
import { Trouble } from '../core/errors.js'
import type { PrivateRoot } from '../sandbox/index.js'
import { complaintsIn } from './complaints.js'
import type { SetUp } from './inside-words.js'
import type { Listening } from './listening.js'
import { SandboxedPlay } from './sandboxed-play.js'

/** Lets the program itself say whether it takes its configuration; its complaint is ours. Says where it listens. */
export async function validate(
  configuration: Configuration,
  root: PrivateRoot,
  setUp: SetUp,
  version: string
): Promise<readonly Listening[]> {
  const { product, routes, files } = configuration
  await using sandbox = await SandboxedPlay.open(root, setUp)
  const said = await sandbox.ask({ what: 'survey' })
  if (said.what === 'trouble') throw new Trouble('start-failed', said.why, said.next)
  if (said.what !== 'surveyed') throw new Error(`${said.what} is no survey`)
  if (said.code !== 0) throw refused(configuration, version, said.said)
  if (routes.length === 0)
    throw new Trouble(
      'bad-config',
      `${files[0]?.path ?? product}: no route leads to an upstream`,
      'There is nothing that could fail: name the file in which the upstreams are.'
    )
  return said.listens
}

function refused({ product, start }: Configuration, version: string, said: string): Trouble {
  const complaints = complaintsIn(said, start.shown)
  const [first = 'it said nothing'] = complaints
  const told = complaints.length > 1 ? complaints.map(line => `\n  ${line}`).join('') : ` ${first}`
  return new Trouble(
    'bad-config',
    `${product} ${version} does not take it:${told}`,
    newerFor(first, product) ?? `Mend it, or name another program with --with /path/to/${product}.`
  )
}

/** Words that a program may be too old for: what brings them. */
const NEWER: readonly (readonly [RegExp, string])[] = [
  [/unknown directive "http2"/, '`http2 on;` needs nginx 1.25.1; before that it is `listen 443 ssl http2;`.'],
  [/unknown directive "(?:quic|http3)|invalid parameter "quic"/, 'QUIC needs nginx 1.25.0, built with http_v3.'],
  [/unknown directive "ssl_reject_handshake"/, '`ssl_reject_handshake` needs nginx 1.19.4.'],
  [
    /unknown directive "(?:stream|mail)"/,
    'That block comes with a module: Debian and Ubuntu have it in libnginx-mod-stream and libnginx-mod-mail, with a `load_module` line.'
  ],
  [/invalid parameter "resolve"/, '`resolve` in an upstream block needs nginx 1.27.3.'],
  [
    /unknown directive "(?:brotli|more_set_headers|lua_|content_by_lua|geoip2?|js_|auth_jwt|vhost_traffic)/,
    'That directive comes with a module that this nginx was built without.'
  ],
  [/unrecognized servers option '(?:trusted_proxies|client_ip_headers)'/, 'That option needs Caddy 2.6.3 or 2.7.'],
  [/unrecognized directive: invoke/, '`invoke` needs Caddy 2.7.'],
  [
    /unrecognized directive: (?:basic_auth|intercept|fs|log_skip|log_append|log_name)/,
    'That needs Caddy 2.8 or newer.'
  ],
  [
    /module not registered|unrecognized directive: (?:rate_limit|cache|php_server|php|crowdsec|authorize|authenticate|layer4)/,
    'That comes with a module that this Caddy was built without.'
  ]
]

function newerFor(complaint: string, product: string): string | undefined {
  const words = NEWER.find(([pattern]) => pattern.test(complaint))?.[1]
  return words === undefined ? undefined : `${words} Another program can be named with --with /path/to/${product}.`
}
