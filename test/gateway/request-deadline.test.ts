import t from 'tap'
import { ask, dial, gatewayTo, rawUpstream } from './wire.js'

const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n'

t.test('a body that takes too long is answered with 408 when its time is over, not half a second later', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port, { requestTime: 100 })
  const began = performance.now()
  const client = (await dial(t, gateway.port)).send(POST)
  await client.until(/^HTTP\/1\.1 408 [\s\S]*Proxy-Status: edge-1; error=http_request_error\r\n/)
  t.ok(performance.now() - began >= 100)
  const line = await gateway.line(0)
  t.match(line, { status: 408, cause: 'request_timeout', phase: 'client', msg: /within 100 ms/ })
  t.ok(line.duration < 450, `${line.duration} ms`)
})

t.test('bytes now and then do not stretch it', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port, { requestTime: 100 })
  const client = (await dial(t, gateway.port)).send(POST)
  const drip = setInterval(() => client.send('x'), 20)
  t.teardown(() => clearInterval(drip))
  await client.until(/^HTTP\/1\.1 408 /)
})

t.test('a body that is through has no deadline any more', async t => {
  const upstream = await rawUpstream(t, wire => {
    wire.socket.once('data', () => setTimeout(() => wire.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 150))
  })
  const gateway = await gatewayTo(t, upstream.port, { requestTime: 50 })
  const { text } = await ask(t, gateway.port, POST.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n0123456789'))
  t.match(text, /^HTTP\/1\.1 200 /)
})

t.test('while the upstream takes nothing the client is not to blame', async t => {
  const upstream = await rawUpstream(t, wire => wire.socket.pause())
  const gateway = await gatewayTo(t, upstream.port, { requestTime: 500, timeouts: { write: 1500 } })
  const client = await dial(t, gateway.port)
  client.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30000000\r\n\r\n')
  client.socket.write(Buffer.alloc(30_000_000))
  await client.until(/^HTTP\/1\.1 504 [\s\S]*error=connection_write_timeout\r\n/)
})
