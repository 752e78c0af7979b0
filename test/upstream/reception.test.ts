import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, type UpstreamSight } from './fixtures/stage.js'

type Received = Extract<UpstreamSight, { what: 'received' }>

const ofAll = (facts: readonly UpstreamSight[]) => facts.filter((fact): fact is Received => fact.what === 'received')
const text = (facts: readonly UpstreamSight[]) =>
  ofAll(facts)
    .map(({ bytes }) => Buffer.from(bytes, 'base64').toString('latin1'))
    .join('')
const size = (facts: readonly UpstreamSight[]) => ofAll(facts).reduce((sum, fact) => sum + fact.size, 0)

t.test('the bytes of a request are told as they came, before what they mean', async t => {
  await using on = await stage({ script: [REQUEST, respond(200, { body: 'ok' })] })
  const request = 'POST /orders HTTP/1.1\r\nX-Odd:  \xff\r\nContent-Length: 5\r\n\r\nhello'
  const caller = new Caller(on.upstream)
  caller.socket.write(request, 'latin1')
  await caller.until('ok')
  t.equal(text(on.facts), request)
  t.equal(
    on.facts.findIndex(fact => fact.what === 'received') + 1,
    on.facts.findIndex(fact => fact.what === 'request')
  )
  caller.leave()
})

t.test('of a large body so much is kept, and all of it is counted; after an answer it is kept again', async t => {
  await using on = await stage({ script: [REQUEST, respond(200, { body: 'ok' })] })
  const head = 'POST /upload HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n'
  const caller = new Caller(on.upstream)
  await caller.send(head + 'x'.repeat(1_000_000)).until('ok')
  t.equal(size(on.facts), head.length + 1_000_000)
  t.equal(text(on.facts).length, 16_384)
  await caller.get('/next').until(/ok[\s\S]*ok/)
  t.match(text(on.facts), /GET \/next HTTP\/1\.1\r\n/)
  caller.leave()
})

const UNREADABLE = process.platform === 'linux' ? false : 'elsewhere bytes cannot be left in the kernel'

t.test('what nobody reads is not received', { skip: UNREADABLE }, async t => {
  await using on = await stage({
    script: [
      { kind: 'receive', value: 'unread' },
      { kind: 'close', value: true }
    ]
  })
  const caller = new Caller(on.upstream).get('/')
  await caller.ended
  await eventually(() => on.words().includes('closed'))
  t.equal(size(on.facts), 0)
})
