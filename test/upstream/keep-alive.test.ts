import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step, text } from './fixtures/stage.js'

t.test('a script starts again with the next request on the same connection', async t => {
  await using on = await stage({ script: [REQUEST, respond(200, { body: 'ok' })] })
  const caller = new Caller(on.upstream)
  await caller.get('/one').until('ok')
  await caller.get('/two').until(/ok[\s\S]*ok/)
  caller.leave()
  await eventually(() => on.words().includes('closed'))
  t.same(on.words(), ['listening', 'accepted', 'request', 'sent', 'answered', 'request', 'sent', 'answered', 'closed'])
  const [one, two] = on.facts.filter(fact => fact.what === 'request')
  t.match(one, { connection: 0, request: 0, method: 'GET', target: '/one', fields: ['Host', 'upstream'] })
  t.match(two, { connection: 0, request: 1, target: '/two' })
  t.match(on.facts.filter(fact => fact.what === 'answered').at(-1), { request: 1, status: 200, taken: true })
  t.match(on.facts.at(-1), { what: 'closed', by: 'gateway', how: 'fin' })
})

t.test('pipelined requests are kept for the next receive', async t => {
  await using on = await stage({ script: [REQUEST, respond(200, { body: 'ok' })] })
  const caller = new Caller(on.upstream)
  await caller
    .get('/one')
    .get('/two')
    .get('/three')
    .until(/ok[\s\S]*ok[\s\S]*ok/)
  t.equal(on.words().filter(word => word === 'request').length, 3)
  caller.leave()
})

t.test('a body that the script left is skipped before the next request', async t => {
  await using on = await stage({ script: [step('receive', 'head'), respond(200, { body: 'ok' })] })
  const caller = new Caller(on.upstream)
  await caller.send('POST /one HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello').until('ok')
  await caller.get('/two').until(/ok[\s\S]*ok/)
  t.same(
    on.facts.flatMap(fact => (fact.what === 'request' ? [fact.target] : [])),
    ['/one', '/two']
  )
  caller.leave()
})

t.test('a script that receives nothing is played once, and the connection is held', async t => {
  await using on = await stage({ script: [text('SSH-2.0-OpenSSH_9.2\r\n')] })
  const caller = new Caller(on.upstream)
  await caller.until('SSH-2.0')
  await on.upstream.settled()
  caller.get('/')
  caller.leave()
  await eventually(() => on.words().includes('closed'))
  t.same(on.words(), ['listening', 'accepted', 'sent', 'closed'])
})

t.test('the end of an upstream ends every connection', async t => {
  const on = await stage({ script: [REQUEST, step('hang')] })
  const callers = [new Caller(on.upstream).get(), new Caller(on.upstream).get()]
  await eventually(() => on.words().filter(word => word === 'request').length === 2)
  await on[Symbol.asyncDispose]()
  t.same(await Promise.all(callers.map(caller => caller.ended)), ['fin', 'fin'])
  t.notOk(on.words().includes('closed'), 'which is no fact of the run')
})
