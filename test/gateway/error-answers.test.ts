import t from 'tap'
import { ask, dial, gatewayTo, rawUpstream } from './wire.js'

const GET = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'

t.test('a refused connection is a 502 that says so tersely, and names no address', async t => {
  const gateway = await gatewayTo(t, 1)
  const { text } = await ask(t, gateway.port, GET)
  t.match(text, /^HTTP\/1\.1 502 Bad Gateway\r\n/)
  t.match(text, /\r\nProxy-Status: edge-1; error=connection_refused\r\n/)
  t.match(text, /\r\nContent-Type: text\/plain; charset=utf-8\r\n/)
  t.match(text, /\r\nCache-Control: no-store\r\n/)
  t.match(text, /\r\n\r\n502 Bad Gateway\nConnection Refused\n$/)
  t.notMatch(text, /127\.0\.0\.1/)
  t.match(await gateway.line(0), {
    level: 50,
    status: 502,
    phase: 'connect',
    cause: 'refused',
    error: 'connection_refused',
    attempts: 1,
    upstream: '127.0.0.1:1',
    method: 'GET',
    target: '/'
  })
})

t.test('proxyStatus full tells the next hop and the details, off tells nothing', async t => {
  const full = await ask(t, (await gatewayTo(t, 1, { proxyStatus: 'full', name: 'edge 1' })).port, GET)
  t.match(
    full.text,
    /\r\nProxy-Status: "edge 1"; error=connection_refused; next-hop="127\.0\.0\.1:1"; details="connection refused by 127\.0\.0\.1:1"\r\n/
  )
  t.match(full.text, /\r\n\r\n502 Bad Gateway\nconnection refused by 127\.0\.0\.1:1\n$/)
  const off = await ask(t, (await gatewayTo(t, 1, { proxyStatus: 'off' })).port, GET)
  t.notMatch(off.text, /Proxy-Status/)
  t.match(off.text, /\r\n\r\n502 Bad Gateway\n$/)
})

t.test('silence is a 504 when the read timeout is over, never before', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port, { timeouts: { read: 250 } })
  const began = performance.now()
  const { text } = await ask(t, gateway.port, GET)
  t.ok(performance.now() - began >= 250)
  t.match(text, /^HTTP\/1\.1 504 Gateway Timeout\r\n[\s\S]*; error=connection_read_timeout\r\n/)
  const line = await gateway.line(0)
  t.match(line, { level: 50, phase: 'head', msg: 'read timeout after 250 ms waiting for the head' })
  t.match(line.timings, { connect: Number, sent: Number })
  t.ok(line.duration >= 250)
})

t.test('nothing that the upstream said before it failed is in the answer', async t => {
  const upstream = await rawUpstream(t, wire => {
    wire.send('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-Inner: 1\r\nContent-Length: nine\r\n\r\n')
  })
  const gateway = await gatewayTo(t, upstream.port)
  const { text } = await ask(t, gateway.port, GET)
  t.match(text, /^HTTP\/1\.1 502 Bad Gateway\r\n[\s\S]*; error=http_protocol_error\r\n/)
  t.notMatch(text, /Set-Cookie|X-Inner/)
})

t.test('the answer to a failed HEAD has no body', async t => {
  const gateway = await gatewayTo(t, 1)
  const { text } = await ask(t, gateway.port, 'HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  t.match(text, /^HTTP\/1\.1 502 Bad Gateway\r\n[\s\S]*\r\nContent-Length: 35\r\n[\s\S]*\r\n\r\n$/)
})

t.test('the client may go on with its connection after an error', async t => {
  const gateway = await gatewayTo(t, 1)
  const client = (await dial(t, gateway.port)).send('GET /1 HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.until(/Refused\n$/)
  client.send('POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n').send('x'.repeat(70_000))
  await client.until(/Refused\n[\s\S]*Refused\n$/)
  client.send('GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  await client.ending
  t.equal(client.text.match(/HTTP\/1\.1 502/g)?.length, 3)
  t.match(await gateway.line(2), { target: '/3' })
})

t.test('a client that goes on uploading for ever after an early answer is not listened to for ever', async t => {
  const gateway = await gatewayTo(t, 1)
  const client = (await dial(t, gateway.port)).send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n')
  await client.until(/Refused\n$/)
  const began = performance.now()
  await client.ending
  t.ok(performance.now() - began > 2000)
})
