import t from 'tap'
import { ask, dial, gatewayTo, rawUpstream } from './wire.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

t.test('a body with a length keeps its length, whatever its type and method', async t => {
  for (const [method, type] of [
    ['POST', 'application/json'],
    ['PUT', 'no type at all;;'],
    ['GET', 'text/plain'],
    ['DELETE', 'multipart/form-data']
  ]) {
    const upstream = await rawUpstream(t, wire => wire.until(/\{nonsense$/).then(() => wire.send(OK)))
    const gateway = await gatewayTo(t, upstream.port)
    const head = `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: 9\r\n\r\n`
    const { text } = await ask(t, gateway.port, `${head}{nonsense`)
    t.match(text, /^HTTP\/1\.1 200 OK\r\n/)
    const sent = upstream.wires[0]?.text
    t.match(sent, /\r\nContent-Length: 9\r\n([\s\S]*\r\n)?\r\n\{nonsense$/)
    t.ok(sent?.includes(`Content-Type: ${type}\r\n`))
  }
})

t.test('a chunked body stays chunked, and its trailers follow it', async t => {
  const upstream = await rawUpstream(t, wire => wire.until(/\r\n0\r\n[\s\S]*\r\n\r\n$/).then(() => wire.send(OK)))
  const gateway = await gatewayTo(t, upstream.port)
  const { text } = await ask(
    t,
    gateway.port,
    [
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum, Host\r\n',
      '3;ext=1\r\nabc\r\n3\r\ndef\r\n0\r\nX-Sum: 6\r\nHost: evil\r\nX-sum: 7\r\n\r\n'
    ].join('\r\n')
  )
  t.match(text, /^HTTP\/1\.1 200 OK\r\n/)
  const sent = upstream.wires[0]?.text ?? ''
  t.match(sent, /\r\nTransfer-Encoding: chunked\r\n/)
  t.match(sent, /\r\nTrailer: X-Sum, Host\r\n/)
  t.match(sent, /def\r\n0\r\nX-Sum: 6\r\nX-sum: 7\r\n\r\n$/)
  t.notMatch(sent, /evil|ext=1/)
})

t.test('a request without a body gets none, and a POST of nothing says so', async t => {
  const upstream = await rawUpstream(t, wire => wire.until(/\r\n\r\n/).then(() => wire.send(OK)))
  const gateway = await gatewayTo(t, upstream.port)
  await ask(t, gateway.port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  t.notMatch(upstream.wires[0]?.text, /Content-Length|Transfer-Encoding/i)
  const other = await rawUpstream(t, wire => wire.until(/\r\n\r\n/).then(() => wire.send(OK)))
  const second = await gatewayTo(t, other.port)
  await ask(t, second.port, 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  t.match(other.wires[0]?.text, /\r\nContent-Length: 0\r\n/)
})

t.test('an answer that comes before the whole body is passed on, and the connection stays usable', async t => {
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/\r\n\r\n/)
    wire.send('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n').socket.end()
  })
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n')
  await client.until(/^HTTP\/1\.1 413 Too Large\r\n[\s\S]*\r\n\r\n$/)
  client.send('x'.repeat(300_000)).send('GET /2 HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.until(/413[\s\S]*HTTP\/1\.1 413 Too Large\r\n[\s\S]*\r\n\r\n$/)
})

t.test('an upload that is larger than everything in between still gets its early answer', async t => {
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/\r\n\r\n/)
    wire.send('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n')
  })
  const gateway = await gatewayTo(t, upstream.port)
  const size = 32 * 1024 * 1024
  const client = (await dial(t, gateway.port)).send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n`)
  client.socket.write(Buffer.alloc(size, 'x'))
  await client.until(/^HTTP\/1\.1 413 Too Large\r\n[\s\S]*\r\n\r\n$/)
})
