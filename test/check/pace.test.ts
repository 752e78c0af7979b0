import t from 'tap'
import { FAILURES, type PlayedFailure } from '../../src/check/failures.js'
import { paceOf } from '../../src/check/pace.js'
import type { Route } from '../../src/configurations/configuration.js'
import { readHttp } from '../configurations/nginx/texts.js'

function routeWith(directives: string): Route {
  const [route] = readHttp(`server { listen 80; location / { proxy_pass http://app; ${directives} } }`).routes
  if (route === undefined) throw new Error('no route')
  return route
}

function failure(id: string): PlayedFailure {
  const found = FAILURES.find(each => each.id === id)
  if (found === undefined) throw new Error(`no failure ${id}`)
  return found
}

t.test('a limit of up to a minute passes in about one second of real time', async t => {
  for (const seconds of [2, 5, 20, 60]) {
    const { limit, speed } = paceOf(routeWith(`proxy_read_timeout ${seconds}s;`), failure('hang'))
    t.equal(limit / speed, 1000)
  }
})

t.test('a longer one takes longer, and never minutes', async t => {
  for (const time of ['5m', '10m', '30m']) {
    const { limit, speed } = paceOf(routeWith(`proxy_read_timeout ${time};`), failure('hang'))
    t.ok(limit / speed > 1000)
    t.ok(limit / speed <= 8000)
  }
})

t.test('a limit under a second passes as it is', async t => {
  t.equal(paceOf(routeWith('proxy_read_timeout 300ms;'), failure('hang')).speed, 1)
})

t.test('each failure goes by its own limit', async t => {
  const route = routeWith('proxy_connect_timeout 3s; proxy_send_timeout 7s; proxy_read_timeout 20s;')
  t.equal(paceOf(route, failure('connect-timeout')).limit, 3000)
  t.equal(paceOf(route, failure('upload-not-read')).limit, 7000)
  t.equal(paceOf(route, failure('stalled-body')).limit, 20_000)
})

t.test('where no limit is in question, a millisecond of the machine is none of seconds', async t => {
  const route = routeWith('proxy_read_timeout 1h;')
  t.ok(paceOf(route, failure('refused')).speed <= 10)
  t.ok(paceOf(route, failure('truncated-body')).speed < 10)
})

t.test('a clock that is not to be trusted beyond some speed is not run faster', async t => {
  t.equal(paceOf(routeWith(''), failure('hang'), 25).speed, 25)
  t.equal(paceOf(routeWith(''), failure('hang'), 1).speed, 1, 'in real time')
})

t.test('the client is patient for longer than the limit, and for at least five minutes', async t => {
  t.ok(paceOf(routeWith('proxy_read_timeout 5s;'), failure('hang')).patience >= 300_000)
  const { patience } = paceOf(routeWith('proxy_read_timeout 1h;'), failure('hang'))
  t.ok(patience > 3_600_000)
})
