import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step, text } from '../upstream/fixtures/stage.js'

t.test('close ends the connection in order', async t => {
  await using on = await stage({ script: [REQUEST, text('half'), step('close')] })
  const caller = new Caller(on.upstream).get()
  t.equal(await caller.ended, 'fin')
  t.equal(caller.received, 'half')
  await on.upstream.settled()
  t.match(on.find('closed'), { by: 'upstream', how: 'fin' })
})

t.test('close before a word closes on accept', async t => {
  await using on = await stage({ script: [step('close')] })
  t.equal(await new Caller(on.upstream).ended, 'fin')
})

t.test('half-close says that nothing more comes, and goes on reading', async t => {
  await using on = await stage({ script: [REQUEST, step('half-close'), REQUEST] })
  const caller = new Caller(on.upstream).get()
  t.equal(await caller.ended, 'fin')
  caller.get('/second')
  await eventually(() => on.words().filter(word => word === 'request').length === 2)
  t.match(on.find('closed'), { by: 'upstream', how: 'fin' })
  caller.leave()
})

t.test('behind a half-close all of a large upload is read, so that nothing resets the connection', async t => {
  await using on = await stage({ script: [step('receive', 'head'), text('refused'), step('half-close')] })
  const size = 30_000_000
  const caller = new Caller(on.upstream)
  caller.send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`)
  t.equal(await caller.ended, 'fin')
  t.equal(caller.received, 'refused')
  const received = () => on.facts.reduce((sum, fact) => sum + (fact.what === 'received' ? fact.size : 0), 0)
  await eventually(() => received() > size)
  caller.leave()
})

t.test('300 resets are seen as ECONNRESET, with all that was sent before', async t => {
  await using on = await stage({ script: [REQUEST, text('half an answer'), step('reset')] })
  for (let round = 0; round < 6; round++) {
    const callers = Array.from({ length: 50 }, () => new Caller(on.upstream).get())
    const endings = await Promise.all(callers.map(caller => caller.ended))
    t.same(new Set(endings), new Set(['rst']))
    t.ok(callers.every(caller => caller.received === 'half an answer'))
  }
  t.match(on.find('closed'), { by: 'upstream', how: 'rst' })
})

t.test('reset comes also before any byte, and right after the accept', async t => {
  await using on = await stage({ connections: [[step('reset')]], script: [REQUEST, step('reset')] })
  t.equal(await new Caller(on.upstream).ended, 'rst')
  t.equal(await new Caller(on.upstream).get().ended, 'rst')
})

const RACE = [REQUEST, respond(200, { body: 'ok' }), step('receive', 'unread'), step('close')]

t.test('300 closes with a request unread are seen as ECONNRESET', async t => {
  await using on = await stage({ script: RACE })
  for (let round = 0; round < 6; round++) {
    const callers = Array.from({ length: 50 }, () => new Caller(on.upstream).get('/first'))
    await Promise.all(callers.map(caller => caller.until('ok')))
    for (const caller of callers) caller.send('POST /orders HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello')
    t.same(new Set(await Promise.all(callers.map(caller => caller.ended))), new Set(['rst']))
  }
  await on.upstream.settled()
  const requests = on.facts.flatMap(fact => (fact.what === 'request' ? [fact.target] : []))
  t.same(new Set(requests), new Set(['/first']), 'no second request was ever read')
  t.equal(on.words().filter(word => word === 'unread').length, 300)
  t.match(on.find('closed'), { by: 'upstream', how: 'rst' })
})

t.test('a first request can be left unread, too', async t => {
  await using on = await stage({ script: [step('receive', 'unread'), step('wait', 20), step('close')] })
  t.equal(await new Caller(on.upstream).get().ended, 'rst')
  await on.upstream.settled()
  t.same(on.words(), ['listening', 'accepted', 'unread', 'step', 'closed'])
})

t.test('a gateway that leaves is noticed while the next request is to be left unread', async t => {
  await using on = await stage({ script: RACE })
  for (const how of ['fin', 'rst'] as const) {
    on.facts.length = 0
    const caller = new Caller(on.upstream).get()
    await caller.until('ok')
    if (how === 'fin') caller.leave()
    else caller.socket.resetAndDestroy()
    await eventually(() => on.words().includes('closed'))
    t.match(on.find('closed'), { by: 'gateway', how })
  }
})

t.test('a gateway that leaves is noticed while a request lies unread for ever', async t => {
  await using on = await stage({ script: [step('receive', 'unread'), step('hang')] })
  const caller = new Caller(on.upstream).get()
  await eventually(() => on.words().includes('step'))
  caller.leave()
  await on.upstream.settled()
  t.match(on.find('closed'), { by: 'gateway', how: 'fin' })
})

const UPLOAD = 'POST / HTTP/1.1\r\nContent-Length: 100000000\r\n\r\n'

t.test('stop-reading makes the gateway stand still, and its leaving is noticed', async t => {
  await using on = await stage({ script: [step('receive', 'head'), step('stop-reading'), step('hang')] })
  const caller = new Caller(on.upstream).send(UPLOAD)
  await eventually(() => on.words().includes('step'))
  const taken = await flood(caller)
  t.ok(taken < 30_000_000, `${taken} bytes were taken`)
  caller.leave()
  await on.upstream.settled()
  t.match(on.find('closed'), { by: 'gateway' })
})

t.test('an upstream that works reads ahead only so far', async t => {
  await using on = await stage({ script: [step('receive', 'head'), step('wait', 500), respond(413), step('close')] })
  const caller = new Caller(on.upstream).send(UPLOAD)
  await eventually(() => on.words().includes('step'))
  const taken = await flood(caller)
  t.ok(taken < 30_000_000, `${taken} bytes were taken`)
  await caller.ended
})

/** Writes until nothing is taken for a while; tells how much was. */
async function flood(caller: Caller): Promise<number> {
  const piece = Buffer.alloc(1_000_000)
  let taken = 0
  for (;;) {
    const more = await new Promise<boolean>(resolve => {
      const patience = setTimeout(resolve, 150, false)
      caller.socket.write(piece, error => {
        clearTimeout(patience)
        resolve(!error)
      })
    })
    if (!more) return taken
    taken += piece.length
  }
}
