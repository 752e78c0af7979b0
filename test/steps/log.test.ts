import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step } from '../upstream/fixtures/stage.js'

t.test('log is a line of the application about the request that it holds, at that moment', async t => {
  await using on = await stage({ script: [REQUEST, step('log', 'payment: asked'), respond(200)] })
  const caller = new Caller(on.upstream)
  await caller.get().until('200 OK')
  await caller.get().until(/200 OK[\s\S]*200 OK/)
  const logged = on.facts.flatMap(fact => (fact.what === 'logged' ? [fact] : []))
  t.match(logged, [
    { connection: 0, request: 0, line: 'payment: asked' },
    { connection: 0, request: 1, line: 'payment: asked' }
  ])
  t.same(on.words().slice(0, 5), ['listening', 'accepted', 'request', 'logged', 'sent'])
  caller.leave()
})

t.test('a line is logged although the gateway has left meanwhile', async t => {
  await using on = await stage({ script: [REQUEST, step('wait', 50), step('log', 'done, for nobody')] })
  const caller = new Caller(on.upstream).get()
  await eventually(() => on.words().includes('step'))
  caller.leave()
  await eventually(() => on.words().includes('closed'))
  await on.upstream.settled()
  t.match(on.find('logged'), { line: 'done, for nobody' })
})

t.test(
  'a pool warns when the first request has to wait, and tells when a worker takes up a request that was read before',
  async t => {
    const slow = [REQUEST, step('mark', 'busy'), step('await', 'free'), respond(200)]
    const when = [
      { path: '/slow', script: slow },
      { path: '/fast', script: [REQUEST, respond(200)] }
    ]
    await using on = await stage({ workers: 1, when })
    const first = new Caller(on.upstream).get('/slow')
    await eventually(() => on.words().includes('mark'))
    const second = new Caller(on.upstream).get('/fast')
    await eventually(() => on.words().filter(word => word === 'request').length === 2)
    await eventually(() => on.words().includes('logged'))
    t.match(on.find('logged'), {
      connection: 1,
      request: 1,
      line: 'pool: 1 of 1 workers are busy, a request has to wait'
    })
    t.equal(on.words().filter(word => word === 'taken-up').length, 1, 'the second one waits')
    on.marks.set('free')
    await second.until('200 OK')
    const takenUp = on.facts.flatMap(fact => (fact.what === 'taken-up' ? [fact.request] : []))
    t.same(takenUp, [0, 1])
    for (const caller of [first, second]) caller.leave()
  }
)
