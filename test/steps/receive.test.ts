import t from 'tap'
import { Caller, eventually, REQUEST, respond, stage, step } from '../upstream/fixtures/stage.js'

t.test('receive: request waits for a body with a length', async t => {
  await using on = await stage({ script: [REQUEST, respond(200)] })
  const caller = new Caller(on.upstream).send('POST /orders HTTP/1.1\r\ncontent-length: 10\r\n\r\n12345')
  await eventually(() => on.words().includes('request'))
  t.notOk(on.words().includes('answered'))
  await caller.send('67890').until('200 OK')
  t.match(on.find('body'), { request: 0, size: 10 })
  caller.leave()
})

t.test('receive: request waits for the last chunk and its trailers', async t => {
  await using on = await stage({ script: [REQUEST, respond(200)] })
  const caller = new Caller(on.upstream)
  caller.send(
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\na\r\n0123456789\r\n0\r\nDigest: x'
  )
  await eventually(() => on.words().includes('request'))
  await caller.send('yz\r\n\r\n').until('200 OK')
  t.match(on.find('body'), { size: 15 })
  await caller.get('/next').until(/200 OK[\s\S]*200 OK/)
  t.equal(on.words().filter(word => word === 'request').length, 2, 'what follows is the next request')
  caller.leave()
})

t.test('receive: head does not wait for the body', async t => {
  await using on = await stage({ script: [step('receive', 'head'), respond(413)] })
  const caller = new Caller(on.upstream).send('POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n')
  await caller.until('413 ')
  t.notOk(on.words().includes('body'))
  caller.leave()
})

t.test('receive: bytes takes so many, whatever they are', async t => {
  await using on = await stage({ script: [step('receive', { bytes: 4 }), respond(200), REQUEST, respond(201)] })
  const caller = new Caller(on.upstream).send('\0\0\0')
  caller.send('\0GET / HTTP/1.1\r\n\r\n')
  await caller.until(/200 OK[\s\S]*201 Created/)
  t.equal(on.find('request')?.target, '/', 'what follows is a request')
  caller.leave()
})

t.test('a gateway that leaves in the middle of a request ends the script', async t => {
  await using on = await stage({ script: [REQUEST, respond(200)] })
  const caller = new Caller(on.upstream).send('POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n123')
  await eventually(() => on.words().includes('request'))
  caller.leave()
  await on.upstream.settled()
  t.same(on.words(), ['listening', 'accepted', 'request', 'closed'])
})

t.test('heads are read leniently: bare line feeds, leading blank lines, lines without a colon', async t => {
  await using on = await stage({ script: [REQUEST, respond(200)] })
  const caller = new Caller(on.upstream).send('\r\n\r\nGET /a HTTP/1.1\nHost: x\nnonsense\n\n')
  await caller.until('200 OK')
  t.match(on.find('request'), { target: '/a', fields: ['Host', 'x', 'nonsense', ''] })
  caller.leave()
})
