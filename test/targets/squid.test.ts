import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { GatewayPlan } from '../../src/core/target.js'
import { targetNamed } from '../../src/targets/index.js'
import { squid } from '../../src/targets/squid.js'
import { whyMissing } from '../needs.js'
import { keepsTheContract } from './contract.js'
import { answerTo, failingUpstream, start } from './failing-upstream.js'

const skip = whyMissing('squid')
const target = targetNamed('squid')
const found = await target.find()
const program = found.here ? (found.program ?? '') : ''

keepsTheContract('squid', {
  failures: [
    ['/close', '502 whole', 'head', 'connection_terminated'],
    ['/reset', '502 whole', 'head', 'connection_terminated'],
    ['/hang', '504 whole', 'head', 'connection_read_timeout'],
    ['/stalled-head', '504 whole', 'head', 'connection_read_timeout'],
    ['/bad-field', '502 whole', undefined, 'http_protocol_error'],
    ['/garbage', '200 whole', 'done', undefined],
    // Its logs tell nothing of what happens to a body, but for a limit.
    ['/cut', '200 cut', 'done', undefined],
    ['/bad-chunk', '200 cut', 'done', undefined],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 503,
  unsaid: ['head', 'total'],
  read: 1000
})

const plan: GatewayPlan = {
  upstreams: [{ name: 'a', host: '127.0.0.1', port: 9001 }],
  words: {},
  host: '127.0.0.1',
  limits: {},
  noticed: () => undefined
}

function configuration(more: Partial<GatewayPlan>): string {
  const setup = { plan: { ...plan, ...more }, port: 8080, folder: '/tmp/gatecrash-squid-1a', program, asRoot: false }
  return squid.files(setup)['squid.conf'] ?? ''
}

t.test('every word of a scenario, and every limit, is taken by Squid itself', { skip }, async t => {
  const upstreams = [...plan.upstreams, { name: 'b', host: '::1', port: 9002 }]
  const answer = { status: 503, 'retry-after': 120, body: 'closed', path: '/a shop', except: '/a shop/status' }
  const limits = { connect: 1000, read: 2000, write: 3000, keepalive: 4000 }
  const words = { balance: 'first', retry: 1, limit: 3, answer, request: 1000 } as const
  for (const more of [{ upstreams, words, limits }, { limits: { keepalive: 0 } }, {}]) {
    const folder = t.testdir({ 'squid.conf': configuration(more) })
    const checked = spawnSync(program, ['-k', 'parse', '-f', join(folder, 'squid.conf')], { encoding: 'utf8' })
    t.equal(checked.status, 0, checked.stderr)
    t.notMatch(checked.stderr, /WARNING|ERROR|FATAL/)
  }
})

t.test('what it has nothing for is told', async t => {
  const cannot = (demands: { words?: GatewayPlan['words']; limits?: GatewayPlan['limits']; speed?: number }) =>
    target.cannotSay({ words: {}, limits: {}, upstreams: 1, marks: [], ...demands })
  t.strictSame(cannot({ words: { rate: { requests: 1, per: 1000 }, pool: { size: 1 } } }), ['rate', 'pool'])
  t.strictSame(cannot({ words: { balance: 'round-robin' } }), ['balance round-robin'])
  t.match(cannot({ words: { retry: 1 } }), ['retry more often than there are other servers'])
  t.match(cannot({ limits: { read: 1500 } }), ['a read limit of 1500 ms, since it counts in 1000 ms'])
  t.strictSame(cannot({ speed: 2 }), ['a speed of 2'])
  t.strictSame(cannot({ words: { limit: 2, retry: 0 }, limits: { read: 3000 } }), [])
})

t.test(
  'the entry has the line of its access log, and nothing of it stays in memory that is shared',
  { skip },
  async t => {
    await using upstream = await failingUpstream()
    await using gateway = await start(target, upstream)
    t.equal(await answerTo(gateway, '/own-502'), '502 whole')
    const [entry] = await gateway.log(1)
    t.match(entry, {
      raw: /^\d{10}\.\d{3} +\d+ .* TCP_MISS\/502 /,
      upstream: `127.0.0.1:${upstream.port}`,
      level: 'info'
    })
    const [access, cache] = gateway.written?.() ?? []
    t.match(access?.output, /TCP_MISS\/502/)
    t.notMatch(access?.output, /gatecrash GET/)
    t.match(cache?.output, /Accepting reverse-proxy HTTP Socket connections/)
    await gateway[Symbol.asyncDispose]()
    t.strictSame(
      readdirSync('/dev/shm').filter(name => name.startsWith('gatecrashsquid')),
      []
    )
  }
)

t.test('a line of its log is read whole', async t => {
  const read = (rest: string) => squid.entries?.([`gatecrash GET /x ${rest}`])[0]
  t.match(read('503 TCP_MISS ERR_CONNECT_FAIL ERR_CONNECT_FAIL%20111 HIER_DIRECT 127.0.0.1 9001 3'), {
    phase: 'connect',
    error: 'connection_refused',
    flag: 'ERR_CONNECT_FAIL',
    message: 'ERR_CONNECT_FAIL 111',
    timings: { end: 3 }
  })
  const late = read('502 TCP_MISS ERR_WRITE_ERROR ERR_WRITE_ERROR%20110 HIER_DIRECT 127.0.0.1 9001 1100')
  t.match(late, { phase: 'send', error: 'connection_write_timeout' })
  const big = read('502 TCP_MISS ERR_TOO_BIG ERR_TOO_BIG%200 HIER_DIRECT 127.0.0.1 9001 1')
  t.match(big, { phase: 'head', error: 'http_response_header_section_size' })
  const gone = read('0 TCP_MISS_ABORTED - - HIER_DIRECT 127.0.0.1 9001 1000')
  t.match(gone, { phase: 'client', status: undefined, flag: 'TCP_MISS_ABORTED' })
  const nobody = read('502 TCP_MISS ERR_READ_ERROR ERR_READ_ERROR%200 HIER_NONE - - 0')
  t.match(nobody, { phase: 'connect', error: undefined, attempts: 0, upstream: undefined })
})
