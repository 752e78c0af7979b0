import t from 'tap'
import { ask, dial, gatewayTo, rawUpstream } from './wire.js'

const UPLOAD = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n'
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

t.test('the expectation goes to the upstream, and its 100 comes back before the body is sent', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(UPLOAD)
  const behind = await upstream.next()
  await behind.until(/\r\nExpect: 100-continue\r\n[\s\S]*\r\n\r\n/)
  t.equal(client.text, '', 'the gateway does not answer for the upstream')
  behind.send('HTTP/1.1 100 Continue\r\n\r\n')
  await client.until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/)
  client.send('abc')
  await behind.until(/\r\n\r\nabc$/)
  behind.send(OK)
  await client.until(/HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
  t.match(await gateway.line(0), { status: 200, phase: 'done' })
})

t.test('a final answer instead of the 100 is passed on, and ends the connection', async t => {
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/\r\n\r\n/)
    wire.send('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n')
  })
  const gateway = await gatewayTo(t, upstream.port)
  const { text } = await ask(t, gateway.port, UPLOAD)
  t.match(text, /^HTTP\/1\.1 413 Too Large\r\n[\s\S]*\r\nConnection: close\r\n/)
})

t.test('another expectation is the business of the upstream', async t => {
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/\r\nExpect: 418-teapot\r\n[\s\S]*\r\n\r\n/)
    wire.send('HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n')
  })
  const gateway = await gatewayTo(t, upstream.port)
  const { text } = await ask(
    t,
    gateway.port,
    'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 418-teapot\r\n\r\n'
  )
  t.match(text, /^HTTP\/1\.1 417 Expectation Failed\r\n/)
})

const HINTS = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nLink: </b.css>; rel=preload\r\n\r\n'

t.test('interim answers are passed on at once, with their fields', async t => {
  const upstream = await rawUpstream(t, wire => wire.send(`HTTP/1.1 102 Processing\r\n\r\n${HINTS}`))
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.until(/^HTTP\/1\.1 102 Processing\r\n\r\nHTTP\/1\.1 103 Early Hints\r\n/)
  await client.until(/Link: <\/a\.css>; rel=preload\r\nLink: <\/b\.css>; rel=preload\r\n\r\n$/)
  upstream.wires[0]?.send(OK)
  await client.until(/HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
})

t.test('a 100 that nobody asked for is passed on before the final answer', async t => {
  const upstream = await rawUpstream(t, wire => wire.send(`HTTP/1.1 100 Continue\r\n\r\n${OK}`))
  const gateway = await gatewayTo(t, upstream.port)
  const { text } = await ask(t, gateway.port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  t.match(text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
})

t.test('HTTP/1.0 clients, who know no interim answers, get none and expect none', async t => {
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/abc$/)
    wire.send(`${HINTS}${OK}`)
  })
  const gateway = await gatewayTo(t, upstream.port)
  const request = 'POST / HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc'
  const { text } = await ask(t, gateway.port, request)
  t.match(text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
  t.notMatch(upstream.wires[0]?.text, /Expect/)
})
