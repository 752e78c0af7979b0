import t from 'tap'
import { haproxy } from '../../src/targets/haproxy.js'
import { entriesOf } from '../../src/targets/said.js'
import { keepsTheContract } from './contract.js'

keepsTheContract('haproxy', {
  failures: [
    ['/close', '502 whole', 'head', 'connection_terminated'],
    ['/reset', '502 whole', 'head', 'connection_terminated'],
    ['/hang', '504 whole', 'head', 'connection_read_timeout'],
    ['/stalled-head', '504 whole', 'head', 'connection_read_timeout'],
    // One flag (PH) for all that is no valid answer.
    ['/bad-field', '502 whole', undefined, undefined],
    ['/garbage', '502 whole', undefined, undefined],
    ['/cut', '200 cut', 'body', 'http_response_incomplete'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 503,
  unsaid: ['write', 'head', 'total']
})

t.test('a line of its log is read whole: times from the beginning, tries, server and flag', async t => {
  const line =
    '127.0.0.1:6082 [20/Nov/2026:20:26:35.936] www app/b 1/2/3/400/500 200 198 - - SD-- 1/1/0/0/+2 0/0 "POST /orders HTTP/1.1"'
  t.match(entriesOf([line], haproxy.read), [
    {
      level: 'error',
      method: 'POST',
      path: '/orders',
      status: 200,
      attempts: 3,
      upstream: 'b',
      flag: 'SD--',
      error: 'http_response_incomplete',
      timings: { connect: 6, head: 406, end: 500 }
    }
  ])
})

t.test('data without a head of an answer are the upload, and the client got no status', async t => {
  const line = (flag: string) =>
    `127.0.0.1:6082 [20/Nov/2026:20:26:35.936] www app/b 0/0/0/-1/24 -1 0 - - ${flag} 1/1/0/0/0 0/0 "POST /v HTTP/1.1"`
  t.match(entriesOf([line('SD--'), line('sD--')], haproxy.read), [
    { phase: 'send', error: 'connection_terminated', status: undefined },
    { phase: 'send', error: 'connection_write_timeout', status: undefined }
  ])
})

t.test('a server that goes down and comes back is a notice', async t => {
  const down =
    'Server app/a is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.'
  t.same(haproxy.read(down), { about: 'upstream', upstream: 'a', state: 'down', why: 'Layer4 connection problem' })
  t.match(haproxy.read('Server app/a is UP, reason: Layer7 check passed, code: 200.'), { state: 'up' })
  t.equal(haproxy.read('[NOTICE]   (77) : New worker (78) forked'), undefined)
})
