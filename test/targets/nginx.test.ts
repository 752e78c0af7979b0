import { EventEmitter, once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { now } from '../../src/core/clock.js'
import type { Sight } from '../../src/core/events.js'
import { nginx as product } from '../../src/targets/nginx/index.js'
import { productTarget } from '../../src/targets/product-target.js'
import { startProduct } from '../../src/targets/start-product.js'
import { only, played, received, request } from '../client/played.js'
import { answerTo, ask, failingUpstream, start } from './failing-upstream.js'
import { temporaryHome } from './temporary-home.js'

const nginx = (place?: string) => productTarget(product, place)
const found = await nginx().find()
const skip = found.here ? false : 'nginx is not installed'

t.test('nginx is found with its version', { skip }, async t => {
  t.match(found, { here: true, version: /^\d+\.\d+\.\d+/, program: /nginx$/ })
})

t.test('an answer of the upstream passes, and is one line of the log', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream)
  t.match(received(await ask(gateway, '/ok')), /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/)
  const address = `127.0.0.1:${upstream.port}`
  const line = { level: 'info', phase: 'done', method: 'GET', path: '/ok', status: 200, attempts: 1, upstream: address }
  t.match(await gateway.log(1), [line])
})

/** What is asked for, the status and ending that the client sees, and phase and error type in the log. */
const FAILURES = [
  ['/close', '502 whole', 'head', 'connection_terminated'],
  ['/reset', '502 whole', 'head', 'connection_terminated'],
  ['/hang', '504 whole', 'head', 'connection_read_timeout'],
  ['/stalled-head', '504 whole', 'head', 'connection_read_timeout'],
  ['/bad-field', '502 whole', 'head', 'http_protocol_error'],
  ['/garbage', '- no-http', 'head', 'http_protocol_error'],
  ['/cut', '200 cut', 'body', 'http_response_incomplete'],
  ['/bad-chunk', '- closed', 'body', 'http_response_transfer_coding'],
  ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
] as const

t.test('nginx answers for a failing upstream, and its log is read', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream, { read: 200 })
  for (const [index, [path, answer, phase, error]] of FAILURES.entries()) {
    t.equal(await answerTo(gateway, path), answer, `the answer to ${path}`)
    const entry = (await gateway.log(index + 1))[index]
    t.match(entry, { level: 'error', path, phase, error, attempts: 1 }, `the log of ${path}`)
  }
})

t.test('a 502 of the upstream itself is no failure of nginx', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream)
  t.equal(await answerTo(gateway, '/own-502'), '502 whole')
  t.match(await gateway.log(1), [{ level: 'info', phase: 'done', status: 502, error: undefined }])
})

t.test('a refused connection is a 502', { skip }, async t => {
  const upstream = await failingUpstream()
  await upstream[Symbol.asyncDispose]()
  await using gateway = await start(nginx(), upstream)
  t.equal(await answerTo(gateway, '/ok'), '502 whole')
  t.match(await gateway.log(1), [{ level: 'error', phase: 'connect', error: 'connection_refused', status: 502 }])
})

t.test('the read limit holds, and is not early', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream, { read: 300 })
  const began = now()
  t.equal(await answerTo(gateway, '/hang'), '504 whole')
  const took = now() - began
  t.ok(took >= 299 && took < 2300, `${took} ms`)
})

t.test('connections to the upstream are used again, and a GET on a dead one is tried again', { skip }, async t => {
  let connections = 0
  await using upstream = await failingUpstream()
  upstream.server.on('connection', () => connections++)
  await using gateway = await start(nginx(), upstream)
  await ask(gateway, '/ok', '/ok')
  t.equal(connections, 1)
  t.equal(await answerTo(gateway, '/once'), '200 whole')
  t.equal(connections, 2)
  t.match((await gateway.log(3))[2], { level: 'warn', phase: 'done', status: 200, attempts: 2, error: undefined })
})

t.test('a POST on a dead connection is not tried again', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream)
  await ask(gateway, '/ok')
  t.equal(await answerTo(gateway, '/once', { method: 'POST', body: 'order' }), '502 whole')
  t.match((await gateway.log(2))[1], { phase: 'head', error: 'connection_terminated', method: 'POST', attempts: 1 })
})

t.test('a client that leaves is in the log', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream)
  const sights = await played(gateway, [request({ path: '/hang' })], { patience: 100 })
  t.equal(only(sights, 'ended')[0]?.how, 'gave-up')
  t.match(await gateway.log(1), [{ level: 'warn', phase: 'client', status: 499 }])
})

t.test('the log does not wait long for lines that never come', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream)
  const began = now()
  t.strictSame(await gateway.log(1), [])
  t.ok(now() - began < 3000)
})

t.test('limits that nginx has no word for are told', { skip }, async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream, { head: 1000, read: 500, total: 2000 })
  t.strictSame(gateway.unsaid, ['head', 'total'])
  t.match(gateway.configuration, 'proxy_read_timeout 500ms;')
})

/** The only nginx whose folder is here: the folder, and the process id of the master. */
async function onlyNginx(home: string): Promise<{ folder: string; pid: number }> {
  const [folder = ''] = await readdir(home)
  return { folder, pid: Number(await readFile(join(home, folder, 'nginx.pid'), 'utf8')) }
}

t.test('neither process nor folder nor port is left', { skip }, async t => {
  const home = temporaryHome(t)
  await using upstream = await failingUpstream()
  await using gateway = await start(nginx(), upstream)
  const { folder, pid } = await onlyNginx(home)
  t.match(folder, /^gatecrash-nginx-/)
  await gateway[Symbol.asyncDispose]()
  t.strictSame(await readdir(home), [])
  t.throws(() => process.kill(-pid, 0), { code: 'ESRCH' }, 'master and worker are gone')
  t.equal(await answerTo(gateway, '/ok'), '- refused')
})

t.test('an nginx that dies is told, and its log is not waited for', { skip }, async t => {
  const home = temporaryHome(t)
  await using upstream = await failingUpstream()
  const sights: Sight[] = []
  const bell = new EventEmitter()
  const death = once(bell, 'died')
  await using gateway = await start(nginx(), upstream, {}, sight => bell.emit('died', sights.push(sight)))
  process.kill((await onlyNginx(home)).pid, 'SIGKILL')
  await death
  t.strictSame(sights, [{ side: 'gateway', what: 'died', signal: 'SIGKILL', code: null }])
  t.strictSame(await gateway.log(1), [])
})

t.test('a place where no nginx is has none', async t => {
  for (const place of ['/nowhere/nginx', '/bin/false']) {
    const target = nginx(place)
    const why = `${place} is no nginx that can be run`
    t.match(await target.find(), { here: false, why, install: 'sudo tools/install-programs nginx' })
  }
})

t.test('an nginx that does not start says why in its own words, and leaves nothing', { skip }, async t => {
  const home = temporaryHome(t)
  const wrong = start(nginx(), { host: 'not a host', port: 9 })
  await t.rejects(wrong, { code: 'start-failed', message: /did not start: .*invalid|not a host/ })
  t.strictSame(await readdir(home), [])
})

t.test('a port that is taken in the last moment is told apart from other trouble', { skip }, async t => {
  await using upstream = await failingUpstream()
  const plan = {
    upstreams: [{ ...upstream, name: 'upstream' }],
    words: {},
    host: '127.0.0.1',
    limits: {},
    noticed: () => {}
  }
  const program = found.here ? (found.program ?? '') : ''
  t.equal(await startProduct(product, { program }, plan, upstream.port, () => undefined), 'port-busy')
})
