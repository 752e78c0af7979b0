import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step } from '../upstream/fixtures/stage.js'

async function answerTo(method: string, status: number, more: object = {}): Promise<string> {
  await using on = await stage({ script: [REQUEST, respond(status, more), step('close')] })
  const caller = new Caller(on.upstream).get('/', method)
  await caller.ended
  return caller.received
}

t.test('respond sends status, reason, fields, length and body', async t => {
  t.equal(await answerTo('GET', 200), 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  t.equal(
    await answerTo('GET', 418, { reason: 'Short', headers: { A: ['1', '2'], B: '3' }, body: 'stout' }),
    'HTTP/1.1 418 Short\r\nA: 1\r\nA: 2\r\nB: 3\r\nContent-Length: 5\r\n\r\nstout'
  )
})

t.test('respond sends no body where there is none', async t => {
  t.equal(await answerTo('HEAD', 200, { body: 'stout' }), 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n')
  t.equal(await answerTo('GET', 204), 'HTTP/1.1 204 No Content\r\n\r\n')
  t.equal(await answerTo('GET', 304), 'HTTP/1.1 304 Not Modified\r\n\r\n')
})

t.test('respond leaves a length alone that the scenario wrote', async t => {
  const answer = await answerTo('GET', 200, { headers: { 'content-length': '3' }, body: 'stout' })
  t.equal(answer, 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nstout')
})

t.test('respond fills a body of so many bytes', async t => {
  const answer = await answerTo('GET', 200, { body: { bytes: 3_000_000 } })
  t.equal(answer.length, 'HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n'.length + 3_000_000)
})

t.test('an answer for a gateway that has left is for nobody, and the work is complete all the same', async t => {
  await using on = await stage({ script: [REQUEST, step('wait', 50), respond(200)] })
  const caller = new Caller(on.upstream).get()
  await eventually(() => on.words().includes('request'))
  caller.leave()
  await eventually(() => on.words().includes('closed'))
  await on.upstream.settled()
  t.match(on.find('answered'), { status: 200, taken: false })
  t.match(on.find('step'), { step: 'wait', says: 'wait 50ms', request: 0 })
})
