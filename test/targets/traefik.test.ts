import t from 'tap'
import type { GatewayPlan } from '../../src/core/target.js'
import { targetNamed } from '../../src/targets/index.js'
import { entriesOf } from '../../src/targets/said.js'
import { traefik } from '../../src/targets/traefik.js'

function setup(more: Partial<GatewayPlan> = {}) {
  const upstreams = [{ name: 'a', host: '127.0.0.1', port: 9000 }]
  const plan = { upstreams, words: {}, host: '127.64.0.1', limits: {}, noticed: () => undefined, ...more }
  return { plan, port: 8080, folder: '/x', program: 'traefik', asRoot: false }
}

function routes(more: Partial<GatewayPlan> = {}): string {
  return JSON.stringify(JSON.parse(Object.values(traefik.files(setup(more)))[0] ?? ''))
}

t.test('it is said how to get what no package of Debian has', async t => {
  t.intercept(process, 'env', { value: { ...process.env, PATH: '/nowhere' } })
  const found = await targetNamed('traefik').find()
  if (found.here) return t.match(found, { version: /^\d/ })
  return t.match(found, { why: 'traefik is not installed', install: /image:traefik/ })
})

t.test('it listens where it is told, and sends everything to the upstream', async t => {
  t.ok(traefik.args(setup()).includes('--entrypoints.www.address=127.64.0.1:8080'))
  t.match(routes(), '"servers":[{"url":"http://127.0.0.1:9000"}]')
})

t.test('limits and words are said in its words', async t => {
  const SAID: readonly [Partial<GatewayPlan>, string][] = [
    [{ limits: { connect: 300 } }, '"dialTimeout":"300ms"'],
    [{ limits: { read: 1000 } }, '"responseHeaderTimeout":"1000ms"'],
    [{ limits: { keepalive: 500 } }, '"idleConnTimeout":"500ms"'],
    [{ limits: { keepalive: 0 } }, '"maxIdleConnsPerHost":-1'],
    [{ words: { pool: { size: 4 } } }, '"maxIdleConnsPerHost":4'],
    [{ words: { retry: 1 } }, '"again":{"retry":{"attempts":2}}'],
    [{ words: { rate: { requests: 3, per: 60_000 } } }, '{"average":3,"period":"60000ms","burst":3}'],
    [{ words: { health: { path: '/ready', every: 200 } } }, '"healthCheck":{"path":"/ready","interval":"200ms"']
  ]
  for (const [plan, expected] of SAID) t.ok(routes(plan).includes(expected), expected)
  const request = traefik.args(setup({ words: { request: 1000 } }))
  t.ok(request.includes('--entrypoints.www.transport.respondingtimeouts.readtimeout=1000ms'))
})

t.test('an access line is a request; what its own log says is of no request that one could name', async t => {
  const line = (facts: object) =>
    JSON.stringify({
      ClientAddr: '127.0.0.1:6082',
      RequestMethod: 'GET',
      RequestPath: '/x',
      RequestHost: 'app',
      ...facts
    })
  const entries = entriesOf(
    [
      line({ DownstreamStatus: 200, OriginStatus: 200, ServiceAddr: '127.0.0.1:9000', Duration: 2_000_000 }),
      '{"level":"debug","error":"dial tcp 127.0.0.1:9000: connect: connection refused","message":"502 Bad Gateway"}',
      line({ DownstreamStatus: 502, ServiceAddr: '127.0.0.1:9000', RetryAttempts: 1, Duration: 3_000_000 }),
      line({ DownstreamStatus: 200, RequestHost: 'ready.test' })
    ],
    traefik.read
  )
  t.equal(entries.length, 2)
  t.match(entries[0], { level: 'info', status: 200, attempts: 1, timings: { end: 2 } })
  t.match(entries[1], { level: 'error', status: 502, attempts: 2, upstream: '127.0.0.1:9000' })
})
