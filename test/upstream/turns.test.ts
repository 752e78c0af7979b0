import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step } from './fixtures/stage.js'

/** What becomes of a new connection; one that is dropped says nothing. */
async function outcome(host: string, port: number): Promise<string> {
  const socket = connect({ host, port })
  const connected = once(socket, 'connect').then(
    () => 'open',
    error => (error.code === 'ECONNREFUSED' ? 'refused' : error.code)
  )
  const seen = await Promise.race([connected, delay(200, 'blackhole')])
  socket.destroy()
  return seen
}

t.test('one way of listening comes after the other, on the same port', async t => {
  await using on = await stage({
    listen: 'refused',
    turns: [
      { after: 'up', listen: 'open' },
      { after: 'down', listen: 'refused' }
    ],
    script: [REQUEST, respond(200), step('close', true)]
  })
  const { host, port } = on.upstream
  const code = async () => (await once(connect({ host, port }), 'error'))[0].code
  t.equal(await code(), 'ECONNREFUSED')
  on.marks.set('up')
  await eventually(() => on.words().filter(word => word === 'listening').length === 2)
  t.equal(on.upstream.port, port)
  await new Caller(on.upstream).get().until('200 OK')
  on.marks.set('down')
  await eventually(() => on.words().filter(word => word === 'listening').length === 3)
  t.equal(await code(), 'ECONNREFUSED')
})

for (const listen of ['refused', 'blackhole'] as const) {
  t.test(`an open port turns ${listen} while a connection is kept alive, which goes on`, async t => {
    await using on = await stage({
      listen: 'open',
      turns: [
        { after: 'down', listen },
        { after: 'up', listen: 'open' }
      ],
      script: [REQUEST, respond(200)]
    })
    const { host, port } = on.upstream
    const listened = () => on.facts.flatMap(fact => (fact.what === 'listening' ? [fact.how] : []))
    const kept = new Caller(on.upstream)
    t.teardown(() => kept.leave())
    await kept.get().until('200 OK')
    on.marks.set('down')
    await eventually(() => listened().length === 2)
    t.equal(await outcome(host, port), listen)
    await kept.get().until(/200 OK[\s\S]*200 OK/)
    on.marks.set('up')
    await eventually(() => listened().length === 3)
    t.equal(on.upstream.port, port)
    const fresh = new Caller(on.upstream)
    t.teardown(() => fresh.leave())
    await fresh.get().until('200 OK')
    await kept.get().until(/(200 OK[\s\S]*){3}/)
    await on.upstream.close()
    t.equal(await kept.ended, 'fin')
    t.equal(await outcome(host, port), 'refused', 'nothing listens any more')
  })
}

t.test('a turn that the end of the run comes upon is over when the upstream is closed', async t => {
  await using on = await stage({ listen: 'open', turns: [{ after: 'down', listen: 'blackhole' }] })
  on.marks.set('down')
  await nextTurn()
  await on.upstream.close()
  t.same(
    process.getActiveResourcesInfo().filter(resource => resource === 'MessagePort'),
    []
  )
})

t.test(
  'to an address without a route the kernel itself says so, at once',
  { skip: process.platform !== 'linux' },
  async t => {
    await using on = await stage({ listen: 'unroutable' })
    const { host, port } = on.upstream
    const [error] = await once(connect({ host, port }), 'error')
    t.equal(error.code, 'ENETUNREACH')
  }
)

t.test('a rule holds from the mark on that the upstream has set itself', async t => {
  await using on = await stage({
    when: [
      { path: '/ready', after: 'leaving', script: [REQUEST, respond(503)] },
      { path: '/ready', script: [REQUEST, respond(200)] },
      { path: '/leave', script: [REQUEST, step('mark', 'leaving'), respond(200)] }
    ]
  })
  on.marks.set('leaving')
  t.match(await new Caller(on.upstream).get('/ready').until('\r\n\r\n'), /^HTTP\/1.1 200/, 'not yet: another side has')
  await new Caller(on.upstream).get('/leave').until('200')
  t.match(await new Caller(on.upstream).get('/ready').until('\r\n\r\n'), /^HTTP\/1.1 503/)
})

t.test('an effect counts once for each key, and each time without one', async t => {
  await using on = await stage({ script: [REQUEST, step('effect', 'orders'), respond(201)] })
  const order = async (key?: string) => {
    const caller = new Caller(on.upstream)
    await once(caller.socket, 'connect')
    caller.socket.write(
      `POST /orders HTTP/1.1\r\nHost: a\r\n${key === undefined ? '' : `Idempotency-key: ${key}\r\n`}\r\n`
    )
    await caller.until('201')
  }
  await order('one')
  await order('one')
  await order('two')
  await order()
  await order()
  t.equal(on.words().filter(word => word === 'effect').length, 4)
})
