import t from 'tap'
import type { Notice } from '../../../src/core/gateway-words.js'
import { Breaker } from '../../../src/gateway/upstreams/breaker.js'
import { ask, rawUpstream } from '../wire.js'
import { gatewaysTo, get, ok, refusedPort } from './several.js'

function breaker() {
  const told: string[] = []
  return { breaker: new Breaker({ failures: 2, for: 100 }, state => told.push(state)), told }
}

t.test('it opens after so many failures in a row, and a success begins the row anew', async t => {
  const { breaker: it, told } = breaker()
  it.failed(0)
  it.succeeded()
  it.failed(1)
  t.equal(it.whyOpen(2), undefined)
  it.failed(2)
  t.equal(it.whyOpen(3), '2 failures in a row')
  t.same(told, ['down'])
})

t.test('when its time is over one request is the trial, and all others still wait', async t => {
  const { breaker: it, told } = breaker()
  it.failed(0)
  it.failed(0)
  t.ok(it.whyOpen(99.9))
  t.equal(it.whyOpen(100), undefined)
  it.began()
  t.ok(it.whyOpen(101), 'the trial is under way')
  it.succeeded()
  t.equal(it.whyOpen(101), undefined)
  t.same(told, ['down', 'up'])
})

t.test('a trial that fails opens it for as long again; one whose client leaves decides nothing', async t => {
  const { breaker: it, told } = breaker()
  it.failed(0)
  it.failed(0)
  it.began()
  it.failed(150)
  t.ok(it.whyOpen(249))
  t.equal(it.whyOpen(250), undefined)
  it.began()
  it.abandoned()
  t.equal(it.whyOpen(251), undefined, 'the next one is the trial')
  t.same(told, ['down'], 'it is told once')
})

t.test('what was under way when it opened does not keep it open for longer', async t => {
  const { breaker: it } = breaker()
  for (const at of [0, 0, 90]) it.failed(at)
  t.equal(it.whyOpen(100), undefined)
})

t.test('a gateway leaves an upstream alone that has failed too often, says so, and comes back to it', async t => {
  let fails = true
  const upstream = await rawUpstream(t, wire => {
    wire.socket.on('data', () => (fails ? wire.socket.resetAndDestroy() : wire.send(ok('back'))))
  })
  const notices: Notice[] = []
  const noticed = (notice: Notice) => notices.push(notice)
  const gateway = await gatewaysTo(t, [upstream], { breaker: { failures: 2, for: 60 }, noticed })
  for (const status of [502, 502, 503, 503]) {
    t.match((await ask(t, gateway.port, get('/'))).text, new RegExp(`^HTTP/1.1 ${status} `))
  }
  t.match(await gateway.line(3), { error: 'destination_unavailable', attempts: 0, upstream: '', cause: 'no-upstream' })
  const address = `127.0.0.1:${upstream.port}`
  t.same(notices, [{ upstream: address, state: 'down', why: '2 failures in a row' }])
  fails = false
  const began = performance.now()
  while (!(await ask(t, gateway.port, get('/'))).text.endsWith('back')) t.ok(performance.now() - began < 5000)
  t.match(notices[1], { upstream: address, state: 'up' })
})

t.test('with another upstream the requests go there meanwhile', async t => {
  const good = await rawUpstream(t, wire => wire.socket.on('data', () => wire.send(ok('b'))))
  const gateway = await gatewaysTo(t, [await refusedPort(), good], { breaker: { failures: 1, for: 60_000 } })
  for (const status of [502, 200, 200]) {
    t.match((await ask(t, gateway.port, get('/'))).text, new RegExp(`^HTTP/1.1 ${status} `))
  }
})

t.test('what is the fault of a client opens nothing', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewaysTo(t, [upstream], { breaker: { failures: 1, for: 60_000 } })
  const cut = 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'
  t.match((await ask(t, gateway.port, cut)).text, /^HTTP\/1\.1 400 /)
  const next = upstream.next()
  void ask(t, gateway.port, get('/next'))
  await (await next).until(/GET \/next/)
})
