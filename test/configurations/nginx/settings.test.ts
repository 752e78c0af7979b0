import t from 'tap'
import type { Role, Setting } from '../../../src/configurations/configuration.js'
import { readHttp } from './texts.js'

function settings(text: string): Readonly<Partial<Record<Role, Setting>>> {
  const [route] = readHttp(text).routes
  return route?.settings ?? {}
}

function inLocation(lines: string): Readonly<Partial<Record<Role, Setting>>> {
  return settings(`server { listen 80; location / { ${lines} } }`)
}

t.test('what nobody says is the default that nginx documents, without a place', async t => {
  const found = inLocation('proxy_pass http://10.0.0.1;')
  t.same(found, {
    connect: { name: 'proxy_connect_timeout', value: '60s', milliseconds: 60_000 },
    read: { name: 'proxy_read_timeout', value: '60s', milliseconds: 60_000 },
    write: { name: 'proxy_send_timeout', value: '60s', milliseconds: 60_000 },
    total: { name: 'proxy_next_upstream_timeout', value: '0', milliseconds: Number.POSITIVE_INFINITY },
    keepalive: { name: 'keepalive', value: 'none', milliseconds: 0 },
    retry: { name: 'proxy_next_upstream', value: 'error timeout' },
    'retry-unsafe': { name: 'proxy_next_upstream', value: 'error timeout, no non_idempotent' },
    intercept: { name: 'proxy_intercept_errors', value: 'off' },
    'error-page': { name: 'error_page', value: 'none' },
    'head-size': { name: 'proxy_buffer_size', value: '4k|8k' },
    'request-size': { name: 'client_max_body_size', value: '1m' },
    buffering: { name: 'proxy_buffering', value: 'on' },
    upgrade: { name: 'proxy_set_header', value: 'does not pass: no field Upgrade' }
  })
})

t.test('the innermost block that says it has its way, and its line', async t => {
  const found = settings(`proxy_read_timeout 10;
server { listen 80; proxy_read_timeout 1m30s; proxy_connect_timeout 500ms;
error_page 502 503 /50x.html;
location / {
location /api {
proxy_read_timeout 1h;
proxy_pass http://app; } } }`)
  t.match(found.read, { value: '1h', milliseconds: 3_600_000, place: { file: '/app/nginx.conf', line: 8 } })
  t.match(found.connect, { milliseconds: 500, place: { line: 4 } })
  t.match(found['error-page'], { value: '502 503 /50x.html', place: { line: 5 } })
})

t.test('each family has directives of its own', async t => {
  const found = inLocation('proxy_read_timeout 5; fastcgi_read_timeout 7; fastcgi_pass unix:/x.sock;')
  t.match(found.read, { name: 'fastcgi_read_timeout', milliseconds: 7000 })
  t.equal(found.upgrade, undefined)
  t.equal(inLocation('grpc_pass g:1;').buffering, undefined)
})

t.test('retries are told with their number, and whether they hold for what must not be done twice', async t => {
  const found = inLocation(
    'proxy_pass http://app; proxy_next_upstream error http_502 non_idempotent; proxy_next_upstream_tries 3; proxy_next_upstream_timeout 20;'
  )
  t.equal(found.retry?.value, 'error http_502 non_idempotent, proxy_next_upstream_tries 3')
  t.equal(found['retry-unsafe']?.value, 'error http_502 non_idempotent')
  t.equal(found.total?.milliseconds, 20_000)
})

t.test('connections are kept only where nothing closes them', async t => {
  const kept = (upstream: string, location: string) =>
    settings(
      `upstream a { server x; ${upstream} } server { listen 80; location / { proxy_pass http://a; ${location} } }`
    ).keepalive
  const open = 'proxy_http_version 1.1; proxy_set_header Connection "";'
  t.match(kept('keepalive 8;', open), {
    name: 'keepalive_timeout',
    value: '60s',
    milliseconds: 60_000,
    place: { line: 3 }
  })
  t.match(kept('keepalive 8; keepalive_timeout 5s;', open), { milliseconds: 5000 })
  t.match(kept('keepalive 8;', ''), { name: 'proxy_http_version', value: '1.0', milliseconds: 0 })
  t.match(kept('keepalive 8;', 'proxy_http_version 1.1;'), {
    name: 'proxy_set_header',
    value: 'Connection close',
    milliseconds: 0
  })
  t.match(kept('', open), { name: 'keepalive', milliseconds: 0 })
})

t.test('a server that failed is left alone only where there is another one', async t => {
  const breaker = (servers: string) =>
    settings(`upstream a { ${servers} } server { listen 80; location / { proxy_pass http://a; } }`).breaker
  t.equal(breaker('server x max_fails=3 fail_timeout=30s;'), undefined)
  t.match(breaker('server x; server y;'), { name: 'fail_timeout', value: '10s', milliseconds: 10_000 })
  t.match(breaker('server x max_fails=3 fail_timeout=30s; server y;'), { milliseconds: 30_000, place: { line: 3 } })
  t.match(breaker('server x max_fails=0; server y backup;'), { name: 'max_fails', milliseconds: 0 })
})

t.test('an upgrade passes with three lines, and without one of them that one is named', async t => {
  const map = `map $http_upgrade $connection_upgrade { default upgrade; '' close; }`
  const upgrade = (lines: string) =>
    settings(`${map} server { listen 80; location / { proxy_pass http://a; ${lines} } }`).upgrade?.value
  const [version, field, connection] = [
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $connection_upgrade;'
  ] as const
  t.equal(upgrade(version + field + connection), 'passes')
  t.equal(upgrade(field + connection), 'does not pass: 1.0')
  t.equal(upgrade(version + connection), 'does not pass: no field Upgrade')
  t.equal(upgrade(version + field), 'does not pass: Connection close')
})

t.test('a name is asked for again only with variables', async t => {
  const resolver = (pass: string) =>
    settings(`resolver 127.0.0.11 valid=30s; server { listen 80; location / { ${pass} } }`).resolver
  t.match(resolver('set $app http://app; proxy_pass $app;'), { value: '127.0.0.11 valid=30s', milliseconds: 30_000 })
  t.match(resolver('proxy_pass http://app;'), { value: 'not asked: names are looked up once, at the start' })
  t.equal(resolver('proxy_pass http://127.0.0.1:3000;'), undefined)
})
