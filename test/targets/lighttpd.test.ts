import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { GatewayWords } from '../../src/core/gateway-words.js'
import { targetNamed } from '../../src/targets/index.js'
import { lighttpd } from '../../src/targets/lighttpd.js'
import { readLighttpdLog } from '../../src/targets/lighttpd-log.js'
import { whyMissing } from '../needs.js'
import { keepsTheContract } from './contract.js'

keepsTheContract('lighttpd', {
  failures: [
    // What ends in order has no line in its error log.
    ['/close', '500 whole', undefined, undefined],
    ['/reset', '500 whole', 'head', 'connection_terminated'],
    ['/hang', '504 whole', undefined, 'connection_read_timeout'],
    ['/bad-field', '200 whole', 'done', undefined],
    // Its client is left waiting for the rest, until the connection has been idle for five seconds.
    ['/cut', '200 gave-up', 'done', undefined],
    // It had passed nothing on, and drops what it had.
    ['/stalled-body', '404 whole', undefined, 'connection_read_timeout']
  ],
  refused: 503,
  unsaid: ['head', 'total', 'keepalive'],
  read: 1000
})

const at = '2026-11-21 00:12:43: '

t.test('lines on failures are joined with the lines of their requests', async t => {
  const lines = [
    `${at}(server.c.1704) server started (lighttpd/1.4.69)`,
    `${at}(gw_backend.c.274) establishing connection failed: socket: tcp:127.0.0.1:9000: Connection refused`,
    `${at}(gw_backend.c.960) all handlers for /? on  are down.`,
    '127.0.0.1 gateway.test - [21/Nov/2026:00:12:43 +0000] "GET / HTTP/1.1" 503 361 "-" "-"',
    '{"request":"GET / HTTP/1.1","status":503,"end":837}',
    '{"request":"GET /again HTTP/1.1","status":503,"end":34}',
    `${at}(gw_backend.c.2708) read timeout on socket: tcp:127.0.0.1:9000 (fd: 9)`,
    `${at}(gw_backend.c.2708) write timeout on socket: tcp:127.0.0.1:9000 (fd: 13)`,
    '{"request":"GET /one HTTP/1.1","status":504,"end":3007898}',
    '{"request":"POST /two HTTP/1.1","status":504,"end":3003313}'
  ]
  const entries = readLighttpdLog(lines)
  t.match(entries, [
    { level: 'error', path: '/', phase: 'connect', error: 'connection_refused', status: 503, timings: { end: 1 } },
    { level: 'info', path: '/again', status: 503 },
    { level: 'error', path: '/one', error: 'connection_read_timeout' },
    { level: 'error', path: '/two', phase: 'send', error: 'connection_write_timeout' }
  ])
  t.equal(entries[1]?.phase, undefined, 'whose 503 it is stands nowhere')
})

/** What is asked for, and a piece of what lighttpd is told. */
const SAID: readonly [string, GatewayWords, RegExp][] = [
  [
    'several servers, in turn',
    { balance: 'round-robin' },
    /proxy\.balance = "round-robin"[\s\S]* \( "host" => .*,\n +\( /
  ],
  ['least connections', { balance: 'least-connections' }, /proxy\.balance = "least-connection"/],
  ['a time for requests', { request: 2000 }, /server\.max-read-idle = 2\n/]
]

for (const [title, words, expected] of SAID) {
  t.test(`lighttpd is told of ${title}, and takes it`, { skip: whyMissing('lighttpd') }, async t => {
    const folder = t.testdir()
    const upstreams = [9000, 9001].map(port => ({ name: `${port}`, host: '127.0.0.1', port }))
    const plan = { upstreams, words, host: '127.0.0.1', limits: { connect: 1000, read: 2000 }, noticed: () => {} }
    const found = await targetNamed('lighttpd').find()
    const program = found.here ? (found.program ?? '') : ''
    const text = lighttpd.files({ plan, port: 8080, folder, program, asRoot: false })['lighttpd.conf'] as string
    t.match(text, expected)
    t.match(text, '"port" => 9001, "connect-timeout" => 1, "read-timeout" => 2, "disable-time" => 0 )')
    await writeFile(join(folder, 'lighttpd.conf'), text)
    await t.resolves(promisify(execFile)(program, ['-tt', '-f', 'lighttpd.conf'], { cwd: folder }))
  })
}

t.test('what lighttpd has no word for is named, and that it cannot be hurried', async t => {
  const target = targetNamed('lighttpd')
  const demands = { words: {}, upstreams: 1, marks: [], limits: {} }
  t.same(target.cannotSay({ ...demands, words: { retry: 1, balance: 'first' } }), ['retry', 'balance first'])
  t.match(target.cannotSay({ ...demands, limits: { read: 500 } }), [/counts in 1000 ms/])
  t.match(target.cannotSay({ ...demands, words: { request: 1500 } }), [/whole seconds/])
  t.same(target.cannotSay({ ...demands, speed: 2 }), ['a speed of 2'])
})
