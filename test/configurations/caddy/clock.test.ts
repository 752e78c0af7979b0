import t from 'tap'
import { caddyClock } from '../../../src/configurations/caddy/clock/index.js'

const SECOND = 1e9
const certify = (names: readonly string[]) => ({ cert: `of ${names.join(' ')}`, key: 'key' })

/** What becomes of a configuration that Caddy has adapted, ten times as fast. */
function tenfold(handler: object, server: object = {}, apps: object = {}) {
  const routes = [
    { match: [{ host: ['shop.example'] }], handle: [{ handler: 'subroute', routes: [{ handle: [handler] }] }] }
  ]
  const adapted = { apps: { http: { servers: { srv0: { listen: [':443'], routes, ...server } } }, ...apps } }
  const whole = JSON.parse(caddyClock.scaled(JSON.stringify(adapted), 10, certify))
  const { srv0 } = whole.apps.http.servers
  return { whole, server: srv0, proxy: srv0.routes[0].handle[0].routes[0].handle[0] }
}

t.test('durations that are said become shorter, in nanoseconds and as texts', async t => {
  const { proxy, server } = tenfold(
    {
      handler: 'reverse_proxy',
      flush_interval: -1,
      transport: {
        protocol: 'http',
        dial_timeout: 2 * SECOND,
        read_timeout: '1m30s',
        response_header_timeout: 0,
        keep_alive: { idle_timeout: 30 * SECOND, max_idle_conns_per_host: 5 }
      },
      load_balancing: { try_duration: 5 * SECOND, retries: 3 },
      health_checks: { active: { uri: '/up', interval: '10s' }, passive: { fail_duration: 30 * SECOND, max_fails: 2 } }
    },
    { read_timeout: 10 * SECOND, idle_timeout: '2m' }
  )
  t.match(proxy, {
    flush_interval: -1,
    transport: {
      dial_timeout: 0.2 * SECOND,
      read_timeout: 9 * SECOND,
      response_header_timeout: 0,
      keep_alive: { idle_timeout: 3 * SECOND, max_idle_conns_per_host: 5 }
    },
    load_balancing: { try_duration: 0.5 * SECOND, try_interval: 0.025 * SECOND, retries: 3 },
    health_checks: {
      active: { uri: '/up', interval: SECOND, timeout: 0.5 * SECOND },
      passive: { fail_duration: 3 * SECOND, max_fails: 2 }
    }
  })
  t.match(server, { read_timeout: SECOND, idle_timeout: 12 * SECOND })
})

t.test("Caddy's defaults are said, so that they can become shorter", async t => {
  const { proxy, server } = tenfold({ handler: 'reverse_proxy', upstreams: [{ dial: 'app:1' }] })
  t.match(proxy.transport, {
    protocol: 'http',
    dial_timeout: 0.3 * SECOND,
    keep_alive: { idle_timeout: 12 * SECOND, probe_interval: 3 * SECOND, max_idle_conns_per_host: 32 }
  })
  t.equal(server.idle_timeout, 30 * SECOND)
  const php = tenfold({ handler: 'reverse_proxy', transport: { protocol: 'fastcgi' } }).proxy
  t.same(php.transport, { protocol: 'fastcgi', dial_timeout: 0.3 * SECOND })
})

t.test('the machine gets its time to connect, however fast the clock', async t => {
  const adapted = { apps: { http: { servers: { srv0: { routes: [{ handle: [{ handler: 'reverse_proxy' }] }] } } } } }
  const whole = JSON.parse(caddyClock.scaled(JSON.stringify(adapted), 60, certify))
  const { transport } = whole.apps.http.servers.srv0.routes[0].handle[0]
  t.match(transport, { dial_timeout: 0.2 * SECOND, keep_alive: { idle_timeout: 2 * SECOND } })
})

t.test('nobody is asked for a certificate: there is one of ours, and its own authority for the rest', async t => {
  const tls = {
    automation: {
      policies: [{ subjects: ['shop.example'], issuers: [{ module: 'acme' }], on_demand: true }],
      on_demand: { ask: 'x' }
    },
    certificates: { load_files: [{ certificate: '/c', key: '/k' }] }
  }
  const { whole } = tenfold({ handler: 'static_response' }, {}, { tls })
  t.same(whole.apps.tls, {
    certificates: {
      load_files: tls.certificates.load_files,
      load_pem: [{ certificate: 'of shop.example', key: 'key' }]
    },
    automation: {
      policies: [
        { subjects: ['shop.example'], issuers: [{ module: 'internal' }] },
        { issuers: [{ module: 'internal' }] }
      ]
    }
  })
  t.match(whole, {
    admin: { disabled: true },
    apps: { pki: { certificate_authorities: { local: { install_trust: false } } } }
  })
})
