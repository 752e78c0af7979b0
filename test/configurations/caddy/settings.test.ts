import t from 'tap'
import { millisecondsOf } from '../../../src/configurations/caddy/duration.js'
import { readText } from './in-memory.js'

t.test('durations as Caddy writes them', async t => {
  for (const [text, expected] of [
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1.5h', 5_400_000],
    ['1d', 86_400_000],
    ['-1', -1e-6],
    ['soon', undefined]
  ] as const)
    t.equal(millisecondsOf(text), expected, text)
})

t.test("where nothing is said Caddy's defaults hold, and there is no limit", async t => {
  const [route] = readText(':80 {\n reverse_proxy app:1\n}\n').routes
  t.match(route?.settings, {
    connect: { name: 'dial_timeout', value: '3s', milliseconds: 3000, place: undefined },
    read: { name: 'response_header_timeout', milliseconds: Number.POSITIVE_INFINITY },
    body: { name: 'read_timeout', milliseconds: Number.POSITIVE_INFINITY },
    write: { name: 'write_timeout', milliseconds: Number.POSITIVE_INFINITY },
    keepalive: { value: '2m', milliseconds: 120_000 },
    retry: { name: 'lb_try_duration', value: '0' },
    breaker: { name: 'fail_duration', milliseconds: 0 },
    'error-page': { value: 'none' }
  })
  t.notOk(route?.settings.total)
})

t.test('what stands in a proxy, its transport and its site holds for the route, with its place', async t => {
  const text = `:80 {
 request_body {
  max_size 10MB
 }
 handle_errors {
  respond sorry
 }
 reverse_proxy app:1 app:2 {
  lb_try_duration 5s
  lb_retries 2
  fail_duration 30s
  health_uri /up?x=1
  health_interval 7s
  @bad status 5xx
  handle_response @bad {
   respond no
  }
  transport http {
   read_timeout 20s
   response_header_timeout 30s
   keepalive off
   max_conns_per_host 5
  }
 }
}
`
  const [route] = readText(text).routes
  t.match(route?.settings, {
    read: { name: 'read_timeout', milliseconds: 20_000, place: { line: 19 } },
    body: { name: 'read_timeout', milliseconds: 20_000 },
    total: { name: 'lb_try_duration', milliseconds: 5000, place: { line: 9 } },
    retry: { name: 'lb_retries', value: '2, lb_try_duration 5s' },
    breaker: { milliseconds: 30_000 },
    keepalive: { value: 'off', milliseconds: 0 },
    queue: { name: 'max_conns_per_host', milliseconds: Number.POSITIVE_INFINITY },
    intercept: { name: 'handle_response', value: '@bad' },
    'error-page': { name: 'handle_errors', place: { line: 5 } },
    'request-size': { value: '10MB', place: { line: 3 } }
  })
  t.match(route?.upstreams[0]?.health, { path: '/up', every: 7000 })
})

t.test('upstreams of every kind', async t => {
  const found = (word: string, more = '') =>
    readText(`:80 {\n reverse_proxy ${word} {\n${more}\n}\n}\n`).upstreams.map(
      ({ protocol, host, port, socket }) => `${protocol} ${socket ?? `${host}:${port}`}`
    )
  t.same(found('app'), ['http app:80'])
  t.same(found(':3000'), ['http localhost:3000'])
  t.same(found('https://app'), ['https app:443'])
  t.same(found('h2c://app:50051'), ['grpc app:50051'])
  t.same(found('unix//run/app.sock'), ['http /run/app.sock'])
  t.same(found('[::1]:81 10.0.0.1:8001-8002'), ['http ::1:81', 'http 10.0.0.1:8001', 'http 10.0.0.1:8002'])
  t.same(found('app:8443', 'transport http {\n tls\n}'), ['https app:8443'])
  t.same(found('', 'dynamic a app 9000'), ['http app:9000'])
  t.same(found('app:1', 'health_port 2'), ['http app:1', 'http app:2'])
})

t.test('PHP needs its socket and a script, and certificates are needed where they are named', async t => {
  const { routes, needs } = readText(
    'a.example {\n tls cert.pem /etc/key.pem\n root * /srv/web\n php_fastcgi unix//run/php.sock {\n  read_timeout 9s\n }\n file_server\n log {\n  output file /var/log/caddy/a.log\n }\n}\n'
  )
  t.match(routes, [{ path: '/', upstreams: [{ protocol: 'fastcgi', socket: '/run/php.sock' }] }])
  t.match(routes[0]?.settings.read, { name: 'read_timeout', milliseconds: 9000 })
  t.match(needs, [
    { kind: 'certificate', path: '/cert.pem', key: '/etc/key.pem' },
    { kind: 'folder', path: '/var/log/caddy' },
    { kind: 'file', path: '/srv/web/index.php' }
  ])
})
