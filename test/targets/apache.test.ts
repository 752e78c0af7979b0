import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { GatewayWords } from '../../src/core/gateway-words.js'
import { apacheConfiguration } from '../../src/targets/apache/configuration.js'
import { readApacheLine, readApacheLog } from '../../src/targets/apache/log.js'
import { targetNamed } from '../../src/targets/index.js'
import { keepsTheContract } from './contract.js'

keepsTheContract('apache', {
  failures: [
    ['/close', '502 whole', 'head', 'connection_terminated'],
    ['/reset', '502 whole', 'head', 'connection_terminated'],
    ['/hang', '502 whole', 'head', 'connection_read_timeout'],
    ['/stalled-head', '502 whole', 'head', 'connection_read_timeout'],
    ['/bad-field', '502 whole', 'head', 'http_protocol_error'],
    ['/garbage', '200 whole', 'done', undefined],
    ['/cut', '200 cut', 'body', 'http_response_incomplete'],
    ['/bad-chunk', '200 cut', 'body', 'http_response_transfer_coding'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 503,
  unsaid: ['write', 'head', 'total'],
  read: 1000
})

const facts = (more: object) =>
  JSON.stringify({
    at: '1',
    client: '127.0.0.1:5',
    request: 'GET /cart HTTP/1.1',
    status: '503',
    worker: '-',
    file: 'proxy:http://10.0.0.1:80/cart',
    port: '-',
    first: '-',
    end: '1516',
    ...more
  })
const said = (thread: number, text: string) =>
  `[Sat Nov 21 00:02:39.171105 2026] [proxy:error] [pid 7:tid ${thread}] ${text}`
const refused = (address: string) =>
  `(111)Connection refused: AH00957: http: attempt to connect to ${address} (${address}) failed`

t.test('a line that names no client belongs to the request of the next one of its thread', async t => {
  const lines = [
    said(1, refused('10.0.0.1:80')),
    said(2, '[client 127.0.0.1:6] AH01106: bad HTTP/1.1 header returned by /x (GET)'),
    said(1, '[client 127.0.0.1:5] AH01114: HTTP: failed to make connection to backend: 10.0.0.1'),
    facts({})
  ]
  const entry = { error: 'connection_refused', phase: 'connect', flag: 'AH00957', attempts: 1, upstream: '10.0.0.1:80' }
  t.match(readApacheLog(lines), [entry])
})

t.test('with no such line it belongs to the next request to that upstream that failed', async t => {
  const full = '(70007)The timeout specified has expired: AH00941: http: failed to acquire connection for (10.0.0.1:80)'
  const lines = [said(1, full), facts({ client: '127.0.0.1:4', status: '200', port: '1', first: '900' }), facts({})]
  t.match(readApacheLog(lines), [
    { status: 200, error: undefined, timings: { head: 1, end: 2 } },
    { status: 503, error: 'connection_limit_reached', flag: 'AH00941' }
  ])
})

t.test('what failed with a member that a balancer tried before is no failure of the request', async t => {
  const lines = [
    said(1, refused('10.0.0.1:80')),
    said(1, '[client 127.0.0.1:5] AH01114: HTTP: failed to make connection to backend: 10.0.0.1'),
    facts({ status: '200', worker: 'http://10.0.0.2:80', file: 'proxy:balancer://app/cart', port: '1' })
  ]
  t.match(readApacheLog(lines), [{ phase: 'done', error: undefined, attempts: 2, upstream: '10.0.0.2:80' }])
})

t.test('bytes in a path that are no text do not break the line', async t => {
  t.match(readApacheLine(facts({}).replace('/cart HTTP', '/\\xff\\"x HTTP')), { method: 'GET', path: '/ÿ"x' })
})

t.test('a member that goes out and comes back is a notice', async t => {
  const line = (word: string) => said(1, `AH03303: Threaded Health check ${word} http://10.0.0.1:80`)
  t.match(readApacheLine(line('DISABLING')), { about: 'upstream', upstream: '10.0.0.1:80', state: 'down' })
  t.match(readApacheLine(line('ENABLING')), { about: 'upstream', state: 'up' })
})

t.test('limits and words that it has no room for are said', async t => {
  const demands = { words: {}, limits: {}, upstreams: 1, marks: [] }
  const lacks = (more: object) => targetNamed('apache').cannotSay({ ...demands, ...more })
  t.same(lacks({ limits: { connect: 300, read: 2000 } }), [])
  t.same(lacks({ limits: { read: 1500 } }), ['a read limit of 1500 ms, since it counts in 1000 ms'])
  t.same(lacks({ words: { retry: 0, request: 1000, limit: 2, balance: 'first' } }), [])
  t.same(lacks({ words: { retry: 1, request: 500 } }), [
    'retry of a request that was sent',
    'a request limit of other than whole seconds'
  ])
})

/** What is asked for, of how many servers, and a piece of what Apache is told. */
const SAID: readonly [string, GatewayWords, number, RegExp][] = [
  [
    'one server',
    {},
    1,
    /ProxyPass "\/" http:\/\/127\.0\.0\.1:9000\/ retry=0 connectiontimeout=300ms timeout=2 ttl=6\n/
  ],
  ['several servers', {}, 2, /BalancerMember http:\/\/127\.0\.0\.1:9001 retry=0 .*\n +ProxySet lbmethod=byrequests\n/],
  ['least connections', { balance: 'least-connections' }, 2, /ProxySet lbmethod=bybusyness/],
  ['the first one', { balance: 'first' }, 2, /:9000 .*lbset=0\n.*:9001 .*lbset=1\n/],
  ['no second member', { retry: 0 }, 2, /ProxySet maxattempts=0/],
  ['a limit of connections', { limit: 3 }, 1, / max=3 acquire=1\n/],
  [
    'health',
    { health: { path: '/ready', every: 200, fall: 2 } },
    1,
    / hcuri=\/ready hcinterval=200ms hcfails=2 hcpasses=2\n/
  ],
  ['a request limit', { request: 2000 }, 1, /RequestReadTimeout header=2 body=2\n/],
  [
    'an answer of its own',
    { answer: { status: 503, 'retry-after': 120, body: 'say "later"', path: '/shop.', except: '/shop.x' } },
    1,
    /RewriteCond %\{REQUEST_URI\} "!\^\/shop\\\.x"\nRewriteRule "\^\/shop\\\." - \[R=503,[\s\S]*ErrorDocument 503 "say \\"later\\""/
  ]
]

const found = await targetNamed('apache').find()
const skip = found.here ? false : found.why

for (const [title, words, servers, expected] of SAID) {
  t.test(`Apache is told of ${title}, and takes it`, { skip }, async t => {
    if (!found.here) return
    const program = found.program ?? ''
    const upstreams = Array.from({ length: servers }, (_, at) => ({
      name: `${at}`,
      host: '127.0.0.1',
      port: 9000 + at
    }))
    const limits = { connect: 300, read: 2000, keepalive: 6000 }
    const plan = { upstreams, words, host: '127.0.0.1', limits, noticed: () => {} }
    const folder = t.testdir()
    const text = apacheConfiguration({ plan, port: 8080, folder, program, asRoot: process.getuid?.() === 0 })
    t.match(text, expected)
    await writeFile(join(folder, 'httpd.conf'), text)
    const { stderr } = await promisify(execFile)(program, ['-t', '-d', folder, '-f', 'httpd.conf'])
    t.match(stderr, 'Syntax OK')
  })
}
