import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { GatewayWords } from '../../src/core/gateway-words.js'
import { targetNamed } from '../../src/targets/index.js'
import { varnish } from '../../src/targets/varnish.js'
import { readVarnishLine, readVarnishLog } from '../../src/targets/varnish-log.js'
import { keepsTheContract } from './contract.js'

keepsTheContract('varnish', {
  failures: [
    ['/close', '503 whole', 'head', 'connection_terminated'],
    ['/reset', '503 whole', 'head', 'connection_terminated'],
    ['/hang', '503 whole', 'head', 'connection_read_timeout'],
    ['/stalled-head', '503 whole', 'head', 'connection_read_timeout'],
    ['/bad-field', '503 whole', 'head', 'http_protocol_error'],
    ['/garbage', '503 whole', 'head', 'connection_terminated'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 503,
  unsaid: ['write', 'head', 'total']
})

const GROUP = `*   << Request  >> 14
-   Begin          req 13 rxreq
-   ReqMethod      GET
-   ReqURL         /stock
-   ReqHeader      Host: shop
-   Timestamp      Fetch: 1795221105.003986 0.311000 0.000311
-   RespStatus     200
-   Timestamp      Resp: 1795221105.004009 0.334000 0.000019
-   End
**  << BeReq    >> 15
--  Begin          bereq 14 pass
--  BackendOpen    17 to-a 10.0.0.1 80 127.0.0.1 38110 reuse
--  Timestamp      Bereq: 1795221105.003765 0.000062 0.000014
--  FetchError     HTC eof (-1)
--  BackendOpen    17 to-a 10.0.0.1 80 127.0.0.1 38112 connect
--  End
`.split('\n')

t.test('what failed before the last try is no failure of the request', async t => {
  const entry = { phase: 'done', path: '/stock', status: 200, attempts: 2, upstream: '10.0.0.1:80' }
  t.match(readVarnishLog(GROUP), [{ ...entry, error: undefined, timings: { head: 311, end: 334 } }])
})

t.test('a request counts when all of its group is there, and is not the testbed’s own', async t => {
  t.same(readVarnishLog(GROUP.slice(0, -1)), [])
  t.same(readVarnishLog(GROUP.map(line => line.replace('Host: shop', 'Host: ready.test'))), [])
})

t.test('how far it had come is told by the records before the error', async t => {
  const failing = (...records: string[]) =>
    readVarnishLog([...GROUP.slice(0, 11), ...records.map(each => `--  ${each}`), ''])
  const open = 'BackendOpen    17 to-a 10.0.0.1 80 127.0.0.1 38110 connect'
  const sent = 'Timestamp      Bereq: 1795221105.003765 0.000062 0.000014'
  const head = 'Timestamp      Beresp: 1795221105.003934 0.000232 0.000169'
  const refused = 'FetchError     backend to-a: fail errno 111 (Connection refused)'
  t.match(failing(refused), [{ phase: 'connect', error: 'connection_refused' }])
  t.match(failing(open, 'FetchError     req.body read error: 32 (Broken pipe)'), [{ phase: 'send' }])
  t.match(failing(open, sent, 'FetchError     first byte timeout'), [
    { phase: 'head', error: 'connection_read_timeout' }
  ])
  t.match(failing(open, sent, head, 'FetchError     straight insufficient bytes'), [{ phase: 'body' }])
  t.match(failing(open, sent, head, 'Error          Body cannot be fetched'), [
    { phase: 'head', error: 'http_protocol_error' }
  ])
})

t.test('a backend that goes out and comes back is a notice', async t => {
  const line = (went: string) =>
    `         0 Backend_health - to-a Went ${went} 4---Xr-- 0 1 1 0.000000 0.000000 "Open error 111 (Connection refused)"`
  t.match(readVarnishLine(line('sick')), { about: 'upstream', upstream: 'a', state: 'down', why: /refused/ })
  t.match(readVarnishLine(line('healthy')), { about: 'upstream', upstream: 'a', state: 'up' })
})

t.test('limits and words that it has nothing for are said', async t => {
  const demands = { words: {}, limits: {}, upstreams: 1, marks: [] }
  const lacks = (more: object) => targetNamed('varnish').cannotSay({ ...demands, ...more })
  t.same(lacks({ limits: { read: 300, write: 300, keepalive: 1500 } }), [])
  t.same(lacks({ limits: { keepalive: 200 } }), ['a keepalive limit of 200 ms, since its shortest is 1000 ms'])
  t.same(lacks({ limits: { read: 3000, write: 1000 } }), ['a write limit below the read limit'])
  t.same(lacks({ words: { balance: 'least-connections', rate: { requests: 1, per: 1000 } } }), [
    'balance least-connections',
    'rate'
  ])
})

/** What is asked for, of how many backends, and a piece of what Varnish is told. */
const SAID: readonly [string, GatewayWords, number, RegExp][] = [
  [
    'one backend',
    {},
    1,
    /\.connect_timeout = 300ms;\n +\.first_byte_timeout = 200ms;\n +\.between_bytes_timeout = 200ms;/
  ],
  [
    'several backends',
    {},
    2,
    /new app = directors\.round_robin\(\);\n +app\.add_backend\(to-0\);\n +app\.add_backend\(to-1\);/
  ],
  ['the first one', { balance: 'first' }, 2, /directors\.fallback\(\)/],
  ['a limit of connections', { limit: 3 }, 1, /\.max_connections = 3;/],
  ['a retry', { retry: 1 }, 2, /return \(retry\)/],
  [
    'health',
    { health: { path: '/ready', every: 200, fall: 2 } },
    1,
    /interval = 200ms; \.window = 3; \.threshold = 2; \.initial = 3;/
  ],
  [
    'an answer of its own',
    { answer: { status: 503, 'retry-after': 120, body: 'say "later"', path: '/shop.', except: '/shop.x' } },
    1,
    /req\.url ~ "\^\/shop\\\." && req\.url !~ "\^\/shop\\\.x"\) \{ return \(synth\(503\)\); \}[\s\S]*Retry-After = "120";\n +synthetic\("" \+ \{"say "later""\}\);/
  ]
]

const found = await targetNamed('varnish').find()
const skip = found.here ? false : found.why

for (const [title, words, servers, expected] of SAID) {
  t.test(`Varnish is told of ${title}, and takes it`, { skip }, async t => {
    if (!found.here) return
    const program = found.program ?? ''
    const upstreams = Array.from({ length: servers }, (_, at) => ({
      name: `${at}`,
      host: '127.0.0.1',
      port: 9000 + at
    }))
    const plan = { upstreams, words, host: '127.0.0.1', limits: { connect: 300, read: 200 }, noticed: () => {} }
    const folder = t.testdir()
    const setup = { plan, port: 8080, folder, program, asRoot: process.getuid?.() === 0 }
    const [text = ''] = Object.values(varnish.files(setup))
    t.match(text, expected)
    const file = join(folder, 'default.vcl')
    await writeFile(file, text)
    const { stderr } = await promisify(execFile)(program, ['-C', '-j', 'none', '-n', join(folder, 'work'), '-f', file])
    t.match(stderr, 'VCL_conf')
  })
}
