import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step, text } from '../upstream/fixtures/stage.js'

t.test('wait is never early', async t => {
  await using on = await stage({ script: [REQUEST, step('wait', 20), respond(200)] })
  const caller = new Caller(on.upstream)
  for (let turn = 1; turn <= 20; turn++) {
    const began = performance.now()
    caller.received = ''
    await caller.get().until('200 OK')
    t.ok(performance.now() - began >= 20)
  }
  caller.leave()
})

t.test('wait says its length in the durations of the scenario', async t => {
  await using on = await stage({ script: [REQUEST, step('wait', 20), respond(200)] }, { speed: 100 })
  const caller = new Caller(on.upstream)
  await caller.get().until('200 OK')
  t.match(on.find('step'), { says: 'wait 2s' })
  caller.leave()
})

t.test('wait and await end with the run', async t => {
  await using on = await stage({
    script: [REQUEST, step('wait', 60_000)],
    connections: [[REQUEST, step('await', 'never')]]
  })
  const callers = [new Caller(on.upstream).get(), new Caller(on.upstream).get()]
  await eventually(() => on.words().filter(word => word === 'step').length === 2)
  on.end()
  await on.upstream.settled()
  t.pass('settled')
  for (const caller of callers) caller.leave()
})

t.test('drip sends a drop now and then, first send, then again and again', async t => {
  const send = { text: 'abcd', encoding: 'utf8', times: 1 }
  const again = { text: 'xy', encoding: 'utf8', times: 1 }
  await using on = await stage({ script: [REQUEST, step('drip', { send, again, every: 5, bytes: 2 })] })
  const caller = new Caller(on.upstream).get()
  await caller.until('abcdxyxyxy')
  caller.leave()
  await on.upstream.settled()
  t.match(on.find('step'), { step: 'drip', says: 'drip 2 bytes every 5ms' })
  const drops = on.facts.flatMap(fact => (fact.what === 'sent' ? [fact] : []))
  t.ok(drops.every(drop => drop.size === 2))
  t.equal(drops.at(-1)?.taken, false, 'it ends with the drop that nobody took')
})

t.test('hang ends when the gateway leaves', async t => {
  await using on = await stage({ script: [REQUEST, step('hang')] })
  const caller = new Caller(on.upstream).get()
  await eventually(() => on.words().includes('step'))
  caller.leave()
  await on.upstream.settled()
  t.match(on.find('closed'), { by: 'gateway', how: 'fin' })
})

t.test('a mark that one connection sets lets another one go on', async t => {
  await using on = await stage({
    connections: [[REQUEST, step('await', 'second-came'), respond(200, { body: 'first' })]],
    script: [REQUEST, step('mark', 'second-came'), respond(200, { body: 'second' })]
  })
  const first = new Caller(on.upstream).get()
  await eventually(() => on.words().includes('step'))
  const second = new Caller(on.upstream).get()
  await Promise.all([first.until('first'), second.until('second')])
  t.match(on.find('mark'), { name: 'second-came' })
  first.leave()
  second.leave()
})

t.test('send sends the very bytes, and notes them', async t => {
  const hex = step('send', { text: '00ff0d0a', encoding: 'hex', times: 2 })
  await using on = await stage({ script: [REQUEST, text('é'), hex, step('close')] })
  const caller = new Caller(on.upstream).get()
  await caller.ended
  t.equal(Buffer.from(caller.received, 'latin1').toString('hex'), 'c3a900ff0d0a00ff0d0a')
  const [first] = on.facts.flatMap(fact => (fact.what === 'sent' ? [fact] : []))
  t.match(first, { size: 2, bytes: 'w6k=', taken: true })
})
