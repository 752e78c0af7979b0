import t from 'tap'
import { targetNamed } from '../../src/targets/index.js'
import { trafficserver } from '../../src/targets/trafficserver.js'
import { readTrafficServerLog } from '../../src/targets/trafficserver-log.js'
import { whyMissing } from '../needs.js'
import { keepsTheContract } from './contract.js'

const skip = whyMissing('trafficserver')

keepsTheContract('trafficserver', {
  failures: [
    ['/close', '502 whole', 'head', 'connection_terminated'],
    ['/reset', '502 whole', 'head', 'connection_terminated'],
    ['/hang', '504 whole', 'head', 'connection_read_timeout'],
    ['/stalled-head', '504 whole', 'head', 'connection_read_timeout'],
    // One word for all that it cannot read.
    ['/garbage', '502 whole', undefined, 'http_protocol_error'],
    ['/stalled-body', '200 cut', 'body', 'connection_read_timeout']
  ],
  refused: 502,
  unsaid: ['write', 'head'],
  read: 1000,
  takesAnyUpstream: true
})

const said = (time: string, words: string) =>
  `[Nov 21 ${time}] [ET_NET 0] DEBUG: <HttpSM.cc:1 (any)> (http) [7] ${words}`
const head = (title: string, line: string) => [`+++++++++ ${title} +++++++++`, '-- State Machine Id: 7', `${line}\r`]
const state = (name: string, event: string) => `[&HttpSM::${name}, ${event}/TS_${event}]`
const connecting = 'open connection to 127.0.0.1: 127.0.0.1:9000'

t.test('what a state machine says is one entry: request, tries, times, and the last failure', async t => {
  const lines = [
    said('23:59:59.900', 'done parsing client request header'),
    ...head('Incoming Request', 'GET http://app/orders?item=7 HTTP/1.1'),
    said('23:59:59.901', connecting),
    said('23:59:59.901', state('state_http_server_open', 'VC_EVENT_ERROR')),
    said('23:59:59.950', connecting),
    said('23:59:59.960', 'Setting up the header read'),
    said('00:00:00.960', state('state_read_server_response_header', 'VC_EVENT_INACTIVITY_TIMEOUT')),
    ...head("Proxy's Response 2", 'HTTP/1.1 504 Connection Timed Out'),
    said('00:00:00.961', 'deallocating sm')
  ]
  t.match(readTrafficServerLog(lines), [
    {
      level: 'error',
      method: 'GET',
      path: '/orders?item=7',
      status: 504,
      attempts: 2,
      upstream: '127.0.0.1:9000',
      phase: 'head',
      error: 'connection_read_timeout',
      timings: { connect: 60, end: 1061 }
    }
  ])
})

t.test('why a connection failed stands beside the status', async t => {
  const course = (reason: string) =>
    readTrafficServerLog([
      said('12:00:00.000', connecting),
      said('12:00:00.000', state('state_http_server_open', 'NET_EVENT_OPEN_FAILED')),
      ...head("Proxy's Response", `HTTP/1.1 502 ${reason}`),
      said('12:00:00.001', 'deallocating sm')
    ])
  t.match(course('Connection refused'), [{ error: 'connection_refused', message: '502 Connection refused' }])
  t.match(course('Network is unreachable'), [{ error: 'destination_ip_unroutable' }])
  t.match(course('Something else'), [{ phase: 'connect', error: undefined }])
})

t.test('an end that comes together with a whole answer is no failure, nor is a 500 of the upstream', async t => {
  const course = (...words: string[]) =>
    readTrafficServerLog([connecting, ...words, 'deallocating sm'].map(each => said('12:00:00.000', each)))
  const ended = state('state_read_server_response_header', 'VC_EVENT_EOS')
  t.match(course(ended), [{ error: 'connection_terminated' }])
  t.match(course(ended, 'No errors in response'), [{ phase: 'done', error: undefined }])
  t.match(course(ended, 'Response Error: Origin Server returned 500 - allowing'), [{ phase: 'done' }])
  t.match(course(ended, 'Response Error: Missing status code'), [{ error: 'connection_terminated' }])
})

t.test('a limit that ends an upload is one for writing, though the wait for a head is told of first', async t => {
  const lines = [
    connecting,
    state('state_read_server_response_header', 'VC_EVENT_INACTIVITY_TIMEOUT'),
    state('tunnel_handler_post_server', 'VC_EVENT_INACTIVITY_TIMEOUT'),
    'deallocating sm'
  ].map(each => said('12:00:00.000', each))
  t.match(readTrafficServerLog(lines), [{ phase: 'send', error: 'connection_write_timeout' }])
})

t.test('it counts in seconds, and has a word for some of what is asked of it', async t => {
  const target = targetNamed('trafficserver')
  const unsaid = (limits: object, words: object) => target.cannotSay({ words, limits, upstreams: 2, marks: [] })
  t.strictSame(unsaid({ read: 1000 }, { balance: 'first', retry: 1, limit: 2 }), [])
  t.strictSame(unsaid({ read: 1500 }, {}), ['a read limit of 1500 ms, since it counts in 1000 ms'])
  t.strictSame(unsaid({}, { balance: 'least-connections' }), ['balance least-connections'])
})

t.test('its files have every limit and word, and several upstreams as parents', async t => {
  const upstream = { host: '127.0.0.1', port: 9000, tls: true }
  const upstreams = [
    { ...upstream, name: 'a' },
    { ...upstream, name: 'b', port: 9001 }
  ]
  const limits = { connect: 1000, read: 2000, total: 3000, keepalive: 4000 }
  const words = { retry: 1, limit: 2, balance: 'first' as const }
  const plan = { upstreams, words, host: '127.0.0.1', limits, noticed: () => {} }
  const files = trafficserver.files({ plan, port: 8080, folder: '/run/it', program: 'it', asRoot: false })
  for (const setting of [
    'connect_attempts_timeout INT 1',
    'transaction_no_activity_timeout_out INT 2',
    'transaction_active_timeout_out INT 3',
    'keep_alive_no_activity_timeout_out INT 4',
    'connect_attempts_max_retries INT 1',
    'per_server.connection.max INT 2'
  ])
    t.match(files['records.config'], `CONFIG proxy.config.http.${setting}\n`)
  t.equal(files['remap.config'], 'map / https://127.0.0.1:9000/\n')
  t.match(files['parent.config'], /parent="127\.0\.0\.1:9000;127\.0\.0\.1:9001" round_robin=false go_direct=false/)
})

t.test('it starts with every limit and word, and complains of none', { skip }, async t => {
  const target = targetNamed('trafficserver')
  const found = await target.find()
  if (!found.here) throw new Error(found.why)
  const upstreams = [{ name: 'a', host: '127.0.0.1', port: 9, tls: true }]
  const limits = { connect: 1000, read: 2000, total: 3000, keepalive: 4000 }
  const plan = { upstreams, words: { retry: 1, limit: 2 }, host: '127.0.0.1', limits, noticed: () => {} }
  await using gateway = await target.start(found, plan, () => undefined)
  const said = gateway.written?.().map(({ output }) => output) ?? []
  t.match(said[0], /traffic server running/)
  t.notMatch(said[0], /ERROR|proxy\.config/)
})
