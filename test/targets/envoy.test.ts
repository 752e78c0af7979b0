import t from 'tap'
import type { GatewayPlan } from '../../src/core/target.js'
import { envoy } from '../../src/targets/envoy.js'
import { targetNamed } from '../../src/targets/index.js'
import { entriesOf } from '../../src/targets/said.js'

function configuration(more: Partial<GatewayPlan> = {}): string {
  const upstreams = [{ name: 'a', host: '127.0.0.1', port: 9000 }]
  const plan = { upstreams, words: {}, host: '127.64.0.1', limits: {}, noticed: () => undefined, ...more }
  const setup = { plan, port: 8080, folder: '/x', program: 'envoy', asRoot: false }
  return JSON.stringify(JSON.parse(Object.values(envoy.files(setup))[0] ?? ''))
}

t.test('it is said how to get what no package of Debian has', async t => {
  t.intercept(process, 'env', { value: { ...process.env, PATH: '/nowhere' } })
  const found = await targetNamed('envoy').find()
  if (found.here) return t.match(found, { version: /^\d/ })
  return t.match(found, { why: 'envoy is not installed', install: /image:envoyproxy\/envoy/ })
})

t.test('it listens where it is told, and sends to the upstream', async t => {
  const text = configuration()
  t.match(text, '"socket_address":{"address":"127.64.0.1","port_value":8080}')
  t.match(text, '"socket_address":{"address":"127.0.0.1","port_value":9000}')
  t.notMatch(text, 'connect_timeout', 'a limit that nobody asked for is its own')
})

t.test('limits and words are said in its words', async t => {
  const SAID: readonly [Partial<GatewayPlan>, string][] = [
    [{ limits: { connect: 300 } }, '"connect_timeout":"0.3s"'],
    [{ limits: { read: 1000 } }, '"idle_timeout":"1s"'],
    [{ limits: { total: 1500 } }, '"timeout":"1.5s"'],
    [{ words: { retry: 2 } }, '"retry_policy":{"retry_on":"connect-failure,reset","num_retries":2}'],
    [{ words: { limit: 3 } }, '"circuit_breakers":{"thresholds":[{"max_requests":3}]}'],
    [{ words: { balance: 'least-connections' } }, '"lb_policy":"LEAST_REQUEST"'],
    [{ words: { health: { path: '/ready', every: 200 } } }, '"http_health_check":{"path":"/ready"}'],
    [{ words: { breaker: { failures: 2, for: 5000 } } }, '"base_ejection_time":"5s"'],
    [{ words: { answer: { status: 503, 'retry-after': 60 } } }, '{"key":"Retry-After","value":"60"}'],
    [{ words: { request: 1000 } }, '"request_timeout":"1s"'],
    [{ upstreams: [{ name: 'a', host: '127.0.0.1', port: 9, tls: true }] }, 'UpstreamTlsContext']
  ]
  for (const [plan, expected] of SAID) t.ok(configuration(plan).includes(expected), expected)
})

t.test('a line of its log is a request, with the flag that tells why', async t => {
  const line = (status: number, flag: string, details: string, host = 'app') =>
    `[2026-11-20T17:48:52.123Z] "GET /x HTTP/1.1" ${status} ${flag} ${details} - "-" 0 91 1003 - "-" "-" "5c1d" "${host}" "127.0.0.1:9000" 1`
  const read = (text: string) => entriesOf([text], envoy.read)
  t.match(read(line(200, '-', 'via_upstream')), [
    { level: 'info', method: 'GET', path: '/x', status: 200, attempts: 1 }
  ])
  t.match(
    read(
      line(
        503,
        'UF',
        'upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}'
      )
    ),
    [{ level: 'error', status: 503, flag: 'UF', error: 'connection_refused', phase: 'connect' }]
  )
  t.match(read(line(504, 'UT', 'response_timeout')), [{ flag: 'UT', status: 504, timings: { end: 1003 } }])
  t.match(read(line(0, 'DC', 'downstream_remote_disconnect')), [{ flag: 'DC', status: undefined }])
  t.same(read(line(200, '-', 'direct_response', 'ready.test')), [], 'what the testbed asked is no request')
})
