import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step } from './fixtures/stage.js'

t.test('the first connections get scripts of their own, later ones the common one', async t => {
  await using on = await stage({
    connections: [
      [REQUEST, step('close')],
      [REQUEST, respond(503)]
    ],
    script: [REQUEST, respond(200)]
  })
  const first = new Caller(on.upstream).get()
  t.equal(await first.ended, 'fin')
  const second = new Caller(on.upstream).get()
  await second.until('503 ')
  await second.get().until(/503 [\s\S]*503 /)
  const third = new Caller(on.upstream).get()
  await third.until('200 OK')
  second.leave()
  third.leave()
})

t.test('rules choose by path and method, request by request', async t => {
  await using on = await stage({
    when: [
      { path: '/slow', script: [REQUEST, respond(504)] },
      { method: 'POST', script: [step('receive', 'head'), respond(201)] },
      { path: '/early', method: 'GET', script: [respond(203)] }
    ],
    script: [REQUEST, respond(200)]
  })
  const caller = new Caller(on.upstream)
  await caller.get('/slow?x=1').until('504 ')
  await caller.send('POST /orders HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody').until('201 ')
  await caller.get('/early').until('203 ')
  await caller.get('/other').until('200 ')
  t.equal(on.words().filter(word => word === 'request').length, 4, 'no head was lost or seen twice')
  caller.leave()
})

t.test('a rule chooses requests that have a field', async () => {
  await using on = await stage({
    when: [{ has: 'Upgrade', script: [REQUEST, respond(200)] }],
    script: [REQUEST, respond(426)]
  })
  const caller = new Caller(on.upstream)
  await caller.send('GET /live HTTP/1.1\r\nupgrade: websocket\r\n\r\n').until('200 ')
  await caller.get('/live').until('426 ')
  caller.leave()
})

t.test('workers take so many requests at a time, in the order of their coming', async t => {
  await using on = await stage({
    workers: 2,
    when: [{ path: '/fast', script: [REQUEST, respond(200, { body: 'fast' })] }],
    script: [REQUEST, step('await', 'go'), respond(200, { body: 'slow' })]
  })
  const slow = [new Caller(on.upstream).get('/a'), new Caller(on.upstream).get('/b')]
  await eventually(() => on.words().filter(word => word === 'step').length === 2)
  const fast = new Caller(on.upstream).get('/fast')
  await eventually(() => on.words().filter(word => word === 'request').length === 3)
  t.notOk(on.words().includes('answered'), 'the fast one waits behind the slow ones')
  on.marks.set('go')
  await Promise.all([fast.until('fast'), ...slow.map(caller => caller.until('slow'))])
  for (const caller of [fast, ...slow]) caller.leave()
})

t.test('a connection without a request holds no worker', async t => {
  await using on = await stage({ workers: 1, script: [REQUEST, respond(200)] })
  const idle = new Caller(on.upstream)
  const asking = new Caller(on.upstream)
  await asking.get().until('200 OK')
  await idle.get().until('200 OK')
  await asking.get().until(/200 OK[\s\S]*200 OK/)
  t.equal(on.words().filter(word => word === 'answered').length, 3)
  idle.leave()
  asking.leave()
})

t.test('trouble in a step is told by settled, and its connection ends', async t => {
  await using on = await stage({ script: [REQUEST, step('query', { ask: ['orders with an index'] }), respond(200)] })
  const caller = new Caller(on.upstream).get()
  t.equal(await caller.ended, 'fin')
  await t.rejects(on.upstream.settled(), { message: 'no database on this stage' })
})

t.test('a query is noted, and its work goes on when the gateway has left', async t => {
  const outcome = { sql: 'select 1', scan: 'Seq Scan', rows: 1, rowsRemoved: 299, milliseconds: 1500 }
  let answer = () => {}
  const query = () => new Promise<typeof outcome>(resolve => (answer = () => resolve(outcome)))
  await using on = await stage(
    { script: [REQUEST, step('query', { ask: ['orders without an index'] }), respond(200)] },
    { query }
  )
  const caller = new Caller(on.upstream).get()
  await eventually(() => on.words().includes('step'))
  caller.leave()
  await eventually(() => on.words().includes('closed'))
  answer()
  await on.upstream.settled()
  t.match(on.find('query'), { request: 0, outcome })
  t.match(on.find('answered'), { taken: false })
})
