import t from 'tap'
import { now } from '../../src/core/clock.js'
import { reference } from '../../src/targets/reference.js'
import { only, received } from '../client/played.js'
import { answerTo, ask, failingUpstream, start } from './failing-upstream.js'

t.test('the reference gateway is always here, in the version of the package', async t => {
  t.match(await reference.find(), { here: true, version: /^\d+\.\d+\.\d+/ })
})

t.test('an answer of the upstream passes, and is one line of the log', async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(reference, upstream)
  t.match(received(await ask(gateway, '/ok')), /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok$/)
  const address = `127.0.0.1:${upstream.port}`
  const line = { level: 'info', phase: 'done', method: 'GET', path: '/ok', status: 200, attempts: 1, upstream: address }
  const log = await gateway.log(1)
  t.match(log, [line])
  t.ok((log[0]?.timings?.end ?? -1) >= (log[0]?.timings?.head ?? 0), 'its end comes after its head')
})

/** What is asked for, the status and ending that the client sees, and phase and error type in the log. */
const FAILURES = [
  ['/close', '502 whole', 'head', 'connection_terminated'],
  ['/reset', '502 whole', 'head', 'connection_terminated'],
  ['/hang', '504 whole', 'head', 'connection_read_timeout'],
  ['/stalled-head', '504 whole', 'head', 'connection_read_timeout'],
  ['/bad-field', '502 whole', 'head', 'http_protocol_error'],
  ['/garbage', '502 whole', 'head', 'http_protocol_error'],
  ['/cut', '200 cut', 'body', 'http_response_incomplete'],
  ['/bad-chunk', '200 cut', 'body', 'http_response_transfer_coding'],
  ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
] as const

t.test('the reference gateway answers for a failing upstream, and its log is read', async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(reference, upstream, { read: 200 })
  for (const [index, [path, answer, phase, error]] of FAILURES.entries()) {
    t.equal(await answerTo(gateway, path), answer, `the answer to ${path}`)
    const entry = (await gateway.log(index + 1))[index]
    t.match(entry, { level: 'error', path, phase, error, attempts: 1 }, `the log of ${path}`)
  }
})

t.test('it names the error type in its answer', async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(reference, upstream)
  const [head] = only(await ask(gateway, '/close'), 'head')
  t.match(head?.fields.join(': '), 'gatecrash; error=connection_terminated')
})

t.test('limits hold, and what is left out is the default', async t => {
  await using upstream = await failingUpstream()
  await using gateway = await start(reference, upstream, { total: 300 })
  const began = now()
  t.equal(await answerTo(gateway, '/hang'), '504 whole')
  const took = now() - began
  t.ok(took >= 300 && took < 2300, `${took} ms`)
  t.strictSame(gateway.unsaid, [])
  const upstreamUrl = `http://127.0.0.1:${upstream.port}`
  t.equal(gateway.configuration, `gatecrash gateway --upstream ${upstreamUrl} --total-timeout 300ms`)
})

t.test('every gateway has a log and a port of its own', async t => {
  await using upstream = await failingUpstream()
  await using one = await start(reference, upstream)
  await using other = await start(reference, upstream)
  await ask(one, '/ok')
  t.equal((await one.log(1)).length, 1)
  t.strictSame(await other.log(0), [])
  t.not(one.port, other.port)
})

t.test('after its end nobody listens', async t => {
  await using upstream = await failingUpstream()
  const gateway = await start(reference, upstream)
  await gateway[Symbol.asyncDispose]()
  t.equal(await answerTo(gateway, '/ok'), '- refused')
})
