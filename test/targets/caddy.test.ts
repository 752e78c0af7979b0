import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import type { GatewayPlan } from '../../src/core/target.js'
import { caddy } from '../../src/targets/caddy.js'
import { targetNamed } from '../../src/targets/index.js'
import { whyMissing } from '../needs.js'
import { keepsTheContract } from './contract.js'
import { answerTo, failingUpstream, start } from './failing-upstream.js'

const skip = whyMissing('caddy')
const found = await targetNamed('caddy').find()
const program = found.here ? (found.program ?? '') : ''

keepsTheContract('caddy', {
  failures: [
    ['/close', '502 whole', 'head', 'connection_terminated'],
    ['/reset', '502 whole', 'head', 'connection_terminated'],
    ['/hang', '504 whole', 'head', 'connection_read_timeout'],
    // The limit ends the line, and half a field is no field.
    ['/stalled-head', '502 whole', 'head', 'http_protocol_error'],
    ['/bad-field', '502 whole', 'head', 'http_protocol_error'],
    ['/garbage', '502 whole', 'head', 'http_protocol_error'],
    ['/cut', '200 cut', 'body', 'http_response_incomplete'],
    // It ends its own answer in order.
    ['/bad-chunk', '200 whole', 'body', 'http_response_transfer_coding'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 502,
  unsaid: ['total'],
  takesAnyUpstream: true
})

const plan: GatewayPlan = {
  upstreams: [
    { name: 'a', host: '127.0.0.1', port: 9001 },
    { name: 'b', host: '::1', port: 9002, tls: true },
    { name: 'c', host: '127.0.0.1', port: 9003 }
  ],
  words: {},
  host: '127.0.0.1',
  limits: {},
  noticed: () => undefined
}

function configuration(more: Partial<GatewayPlan>): string {
  const setup = { plan: { ...plan, ...more }, port: 8080, folder: '/nowhere', program: 'caddy', asRoot: false }
  return caddy.files(setup).Caddyfile ?? ''
}

t.test('every word of a scenario, and every limit, is taken by Caddy itself', { skip }, async t => {
  const words = {
    balance: 'least-connections',
    pool: { size: 2 },
    limit: 3,
    retry: 1,
    breaker: { failures: 2, for: 1500 },
    health: { path: '/health', every: 200 },
    answer: { status: 503, 'retry-after': 120, body: 'a "quoted" \\ word', path: '/shop', except: '/shop/status' },
    request: 1000
  } as const
  const limits = { connect: 300, read: 400, write: 500, head: 600, keepalive: 700 }
  for (const more of [{ words, limits }, { limits: { keepalive: 0 } }, {}]) {
    const folder = t.testdir({ Caddyfile: configuration(more) })
    const args = ['adapt', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile', '--validate']
    const checked = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, HOME: folder } })
    t.equal(checked.status, 0, checked.stderr)
  }
})

t.test('its turn begins with the second one, so the last is named first', async t => {
  t.match(configuration({}), 'to 127.0.0.1:9003 127.0.0.1:9001 [::1]:9002\n')
  t.match(configuration({ words: { balance: 'first' } }), 'to 127.0.0.1:9001 [::1]:9002 127.0.0.1:9003\n')
})

t.test('what it has nothing for is told', async t => {
  const target = targetNamed('caddy')
  const cannot = (words: GatewayPlan['words']) => target.cannotSay({ words, limits: {}, upstreams: 1, marks: [] })
  t.strictSame(cannot({ rate: { requests: 1, per: 1000 } }), ['rate'])
  t.match(cannot({ health: { path: '/', every: 100, fall: 2 } }), ['health with more than one check in a row'])
  t.match(cannot({ answer: { status: 503, body: '{}' } }), ['an answer with { or } in it'])
  t.strictSame(cannot({ health: { path: '/', every: 100 }, retry: 2 }), [])
})

t.test('what its debug lines tell is in the entry, and not in its log as an operator has it', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(targetNamed('caddy'), upstream)
  t.equal(await answerTo(gateway, '/ok'), '200 whole')
  const [entry] = await gateway.log(1)
  t.match(entry, { path: '/ok', attempts: 1, upstream: `127.0.0.1:${upstream.port}`, timings: { head: Number } })
  t.match(gateway.written?.(), [{ output: '"msg":"handled request"' }])
  t.notMatch(gateway.written?.()[0]?.output, 'upstream roundtrip')
})

const LINES = {
  access: (port: number, status: number) =>
    `{"level":"info","ts":1795219109.8,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"127.0.0.1","remote_port":"${port}","proto":"HTTP/1.1","method":"GET","host":"shop.test","uri":"/x","headers":{}},"user_id":"","duration":0.01,"size":0,"status":${status},"resp_headers":{}}`,
  asked: (port: number, rest: string) =>
    `{"level":"debug","ts":1795219109.8,"logger":"http.handlers.reverse_proxy","msg":"upstream roundtrip","upstream":"127.0.0.1:9001","duration":0.004,"request":{"remote_ip":"127.0.0.1","remote_port":"${port}","method":"GET","uri":"/x"},${rest}}`,
  cut: '{"level":"error","ts":1795219111.6,"logger":"http.handlers.reverse_proxy","msg":"aborting with incomplete response","error":"unexpected EOF"}'
}

t.test('a body that is cut belongs to the only answer on its way, and to nobody when there are two', async t => {
  const { access, asked, cut } = LINES
  const answered = '"status":200'
  const read = (lines: string[]) => caddy.entries?.(lines)
  const gone = asked(9, '"error":"context canceled"')
  t.match(read([gone, asked(1, answered), cut, access(1, 200)]), [
    { error: 'http_response_incomplete', phase: 'body', status: 200, attempts: 1, timings: { head: 4, end: 10 } }
  ])
  t.match(read([asked(1, answered), asked(2, answered), cut, access(1, 200), access(2, 200)]), [
    { raw: cut, path: undefined },
    { path: '/x', level: 'info' },
    { path: '/x', level: 'info' }
  ])
})

t.test('tries are counted, and a client that left is told by the last one', async t => {
  const { access, asked } = LINES
  const refused = '"error":"dial tcp 127.0.0.1:9001: connect: connection refused"'
  t.match(caddy.entries?.([asked(1, refused), asked(1, '"status":200'), access(1, 200)]), [
    { level: 'info', phase: 'done', attempts: 2, timings: { head: 8 } }
  ])
  t.match(caddy.entries?.([asked(1, '"error":"context canceled"'), access(1, 0)]), [
    { level: 'error', phase: 'client', status: undefined, attempts: 1 }
  ])
})

t.test('an upstream that a health check finds dead, or alive again, is a notice', async t => {
  const event = (name: string) =>
    `{"level":"debug","ts":1795219109.8,"logger":"events","msg":"event","name":"${name}","id":"d4","origin":"http.handlers.reverse_proxy","data":{"host":"127.0.0.1:9001"}}`
  t.match(caddy.read(event('unhealthy')), { about: 'upstream', upstream: '127.0.0.1:9001', state: 'down' })
  t.match(caddy.read(event('healthy')), { about: 'upstream', state: 'up' })
  t.equal(caddy.read(event('tls_get_certificate')), undefined)
})
