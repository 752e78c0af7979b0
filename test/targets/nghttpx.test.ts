import t from 'tap'
import { targetNamed } from '../../src/targets/index.js'
import { readNghttpxLog } from '../../src/targets/nghttpx-log.js'
import { whyMissing } from '../needs.js'
import { keepsTheContract } from './contract.js'

const skip = whyMissing('nghttpx')

keepsTheContract('nghttpx', {
  failures: [
    ['/close', '502 whole', 'head', 'connection_terminated'],
    ['/reset', '502 whole', 'head', 'connection_terminated'],
    ['/hang', '504 whole', 'head', 'connection_read_timeout'],
    ['/stalled-head', '504 whole', 'head', 'connection_read_timeout'],
    ['/bad-field', '502 whole', 'head', 'http_protocol_error'],
    ['/garbage', '502 whole', 'head', 'http_protocol_error'],
    ['/bad-chunk', '- closed', 'body', 'http_response_transfer_coding'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 502,
  unsaid: ['head', 'total']
})

const written = (level: string, source: string, words: string) =>
  `2026-11-20T23:59:03.${source} 15319 15321 c0aa7ba9 ${level} (shrpx_any.cc:1) ${words}`
const said = (milliseconds: string, words: string) => written('INFO', `${milliseconds}Z`, words)
const access = (line: string, backend: string) =>
  `127.0.0.1 - - [20/Nov/2026:23:59:03 +0000] "${line} HTTP/1.1" 502 129 "-" "curl/7.88.1" rt=0.300 backend=${backend}`

t.test('its lines are joined by the objects that they name: tries, times, and the cause', async t => {
  const lines = [
    said('100', '[UPSTREAM:0xa] HTTP request headers completed'),
    said('100', '[DCONN:0x1] Attaching to DOWNSTREAM:0xd'),
    written('WARN', '101Z', '[DCONN:0x1] Backend connect failed; addr=127.0.0.1:9000: errno=111'),
    said('101', '[DCONN:0x2] Attaching to DOWNSTREAM:0xd'),
    said('101', '[UPSTREAM:0xa] HTTP request completed'),
    said('103', '[DCONN:0x2] Connected to downstream host'),
    said('400', '[DCONN:0x2] EOF'),
    access('GET /orders', '-:-'),
    said('400', '[DOWNSTREAM:0xd] Deleting')
  ]
  t.match(readNghttpxLog(lines), [
    {
      level: 'error',
      method: 'GET',
      path: '/orders',
      status: 502,
      attempts: 2,
      upstream: undefined,
      phase: 'head',
      error: 'connection_terminated',
      message: 'EOF',
      timings: { connect: 3, end: 300 }
    }
  ])
})

t.test('the same words mean another thing in an upload, and in the body of an answer', async t => {
  const course = (...events: string[]) =>
    readNghttpxLog([
      said('100', '[UPSTREAM:0xa] HTTP request headers completed'),
      said('100', '[DCONN:0x1] Attaching to DOWNSTREAM:0xd'),
      ...events.map(words => said('200', words)),
      access('POST /orders', '127.0.0.1:9000'),
      said('400', '[DOWNSTREAM:0xd] Deleting')
    ])
  const head = ['[UPSTREAM:0xa] HTTP request completed', '[DOWNSTREAM:0xd] HTTP response header completed']
  t.match(course('[DCONN:0x1] Time out'), [{ phase: 'send', error: 'connection_write_timeout' }])
  t.match(course(...head, '[DCONN:0x1] Time out'), [{ phase: 'body', error: 'connection_read_timeout' }])
  t.match(course('[DCONN:0x1] Network error/general error'), [{ phase: 'send', error: 'connection_terminated' }])
  t.match(course(...head, '[DCONN:0x1] Network error/general error'), [{ error: 'http_response_incomplete' }])
  t.match(course(...head, '[DOWNSTREAM:0xd] HTTP response completed', '[DCONN:0x1] EOF'), [{ phase: 'done' }])
})

t.test('a request without a line of the access log is no entry', async t => {
  t.strictSame(readNghttpxLog([said('400', '[DOWNSTREAM:0xd] Deleting')]), [])
})

t.test('it balances in turn, and in no other way', async t => {
  const target = targetNamed('nghttpx')
  const unsaid = (words: object) => target.cannotSay({ words, limits: {}, upstreams: 2, marks: [] })
  t.strictSame(unsaid({ balance: 'round-robin' }), [])
  t.strictSame(unsaid({ balance: 'first', retry: 1 }), ['balance first', 'retry'])
})

t.test('it starts with every limit and with TLS: what it does not know would end it', { skip }, async t => {
  const target = targetNamed('nghttpx')
  const found = await target.find()
  if (!found.here) throw new Error(found.why)
  const upstream = { host: '127.0.0.1', port: 9 }
  const upstreams = [
    { ...upstream, name: 'a' },
    { ...upstream, name: 'b', tls: true }
  ]
  const limits = { connect: 1, read: 2, write: 3, keepalive: 4 }
  const plan = { upstreams, words: {}, host: '127.0.0.1', limits, noticed: () => {} }
  await using gateway = await target.start(found, plan, () => undefined)
  t.match(gateway.configuration, /^backend=127\.0\.0\.1,9;\/;proto=http\/1\.1;tls$/m)
})
