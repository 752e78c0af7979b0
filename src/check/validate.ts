import type { Configuration } from '../configurations/configuration.js'
import { Trouble } from '../core/errors.js'
import type { PrivateRoot } from '../sandbox/index.js'
import type { SetUp } from './inside-words.js'
import { SandboxedPlay } from './sandboxed-play.js'

/** Lets the program itself say whether it takes its configuration; its complaint is ours. Says which ports it takes on all addresses. */
export async function validate(
  configuration: Configuration,
  root: PrivateRoot,
  setUp: SetUp,
  version: string
): Promise<readonly number[]> {
  const { product, routes, files } = configuration
  await using sandbox = await SandboxedPlay.open(root, setUp)
  const said = await sandbox.ask({ what: 'survey' })
  if (said.what === 'trouble') throw new Trouble('start-failed', said.why, said.next)
  if (said.what !== 'surveyed') throw new Error(`${said.what} is no survey`)
  if (said.code !== 0) throw refused(product, version, asGiven(said.said, configuration))
  if (routes.length === 0)
    throw new Trouble(
      'bad-config',
      `${files[0]?.path ?? product}: no route leads to an upstream`,
      'There is nothing that could fail: name the file in which the upstreams are.'
    )
  return said.taken
}

/** In the words of who gave it: paths as they are outside, and without the time. */
function asGiven(said: string, { start }: Configuration): string {
  const paths = start.shown.toSorted((a, b) => b.at.length - a.at.length)
  const mapped = paths.reduce((text, { from, at }) => text.replaceAll(`${at}/`, `${from}/`), said)
  return mapped.replace(/^\S+ [\d:]{8} \[(\w+)\] \d+#\d+: /gm, '$1: ')
}

const COMPLAINTS = /emerg|alert|error|fatal|unknown|invalid/i

/** What the compiler of Varnish says: what is wrong, where, and the line itself. */
const VCC = /Message from VCC-compiler:\n([\s\S]*?)\n(?:\n|Running)/

function refused(product: string, version: string, said: string): Trouble {
  const lines = (VCC.exec(said)?.[1] ?? said).split('\n').filter(line => line.trim() !== '')
  // Apache says on a line of its own what it is that it has just announced.
  const isComplaint = (line: string, at: number) => COMPLAINTS.test(line) || lines[at - 1]?.endsWith(':') === true
  const complaints = VCC.test(said) ? lines : lines.filter(isComplaint)
  const [first = `it said nothing`, ...others] = complaints.length > 0 ? complaints : lines.slice(-3)
  const newer = newerFor(first, product)
  return new Trouble(
    'bad-config',
    `${product} ${version} does not take it: ${[first, ...others.slice(0, 3)].join('; ')}`,
    newer ?? `Mend it, or name another program with --with /path/to/${product}.`
  )
}

/** Words that a program may be too old for: what brings them. */
const NEWER: readonly (readonly [RegExp, string])[] = [
  [/unknown directive "http2"/, '`http2 on;` needs nginx 1.25.1; before that it is `listen 443 ssl http2;`.'],
  [/unknown directive "(?:quic|http3)|invalid parameter "quic"/, 'QUIC needs nginx 1.25.0, built with http_v3.'],
  [/unknown directive "ssl_reject_handshake"/, '`ssl_reject_handshake` needs nginx 1.19.4.'],
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
