import t from 'tap'
import { aim, requestsIn } from '../../src/check/aim.js'
import { FAILURES } from '../../src/check/failures.js'
import { paceOf } from '../../src/check/pace.js'
import type { Configuration } from '../../src/configurations/configuration.js'
import { scenariosNamed } from '../../src/scenario/index.js'
import { readHttp } from '../configurations/nginx/texts.js'

const SHOP = readHttp(`server {
  listen 80;
  server_name shop.example.com;
  location /api/ { proxy_pass http://app:3000; proxy_read_timeout 20s; proxy_connect_timeout 4s; }
}`)

async function aimed(id: string, configuration: Configuration = SHOP) {
  const failure = FAILURES.find(each => each.id === id)
  const [route] = configuration.routes
  if (failure === undefined || route === undefined) throw new Error(`no cell ${id}`)
  const [scenario] = await scenariosNamed([failure.scenario])
  if (scenario === undefined) throw new Error(`no scenario ${failure.scenario}`)
  const pace = paceOf(route, failure)
  const plan = aim(failure, scenario, route, pace)
  return { plan, pace, requests: requestsIn(plan.client.acts), upstream: plan.upstreams[0] }
}

t.test('every failure asks for the route, and as its host', async t => {
  for (const { id } of FAILURES) {
    const { plan, requests } = await aimed(id)
    t.ok(requests.length > 0, id)
    for (const { path, fields } of requests) {
      t.equal(path, '/api/', id)
      t.same(fields.slice(0, 2), ['Host', 'shop.example.com'], id)
    }
    t.same(plan.later, [], `${id} needs no word that is not played`)
    t.same(
      plan.upstreams.flatMap(({ when }) => when.filter(({ path }) => path !== undefined)),
      [],
      `${id}: no path`
    )
  }
})

t.test('a failure that is asked with POST sends a body', async t => {
  const { requests } = await aimed('POST hang')
  t.match(requests, [{ method: 'POST', body: /./ }])
})

t.test('what comes just in time for the limit of the scenario comes just in time for that of the route', async t => {
  // The scenario waits 400 ms between two bytes, with a limit of 1 s.
  const { upstream, pace } = await aimed('dripping-head')
  const drip = upstream?.script.find(({ kind }) => kind === 'drip')?.value as { every: number }
  t.equal(Math.round(drip.every * pace.speed), 8000)
})

t.test('a wait in which no limit is in question stays short', async t => {
  const { upstream } = await aimed('truncated-body')
  const wait = upstream?.script.find(({ kind }) => kind === 'wait')?.value as number
  t.ok(wait > 20 && wait < 100)
})

t.test('an application that keeps idle connections for 5 s does so at every limit', async t => {
  const { upstream, pace } = await aimed('idle-timeout-mismatch')
  const wait = upstream?.script.find(({ kind }) => kind === 'wait')?.value as number
  t.equal(Math.round(wait * pace.speed), 5000)
})

t.test('of a scenario that chooses by the path, the first request gets what it would have got', async t => {
  const { requests, upstream } = await aimed('half-a-head')
  t.equal(requests.length, 1)
  t.ok(upstream?.script.some(({ kind }) => kind === 'close'))
})

t.test('a health check is answered well, whatever fails, and counts for no connection', async t => {
  const { routes, ...rest } = SHOP
  const checked = routes.map(route => ({
    ...route,
    upstreams: route.upstreams.map(each => ({ ...each, health: { path: '/ready', every: 2000 } }))
  }))
  const { upstream } = await aimed('keepalive-race-post', { ...rest, routes: checked })
  t.match(upstream?.when, [{ path: '/ready' }])
  t.same(upstream?.connections, [])
  t.ok(
    upstream?.script.some(({ value }) => value === 'unread'),
    'each connection gets what the first would have got'
  )
})

t.test('a WebSocket is answered only when the field comes through', async t => {
  const { requests, upstream } = await aimed('websocket')
  t.ok(requests[0]?.fields.includes('Sec-WebSocket-Key'))
  t.match(upstream?.when, [{ has: 'Upgrade' }])
})
