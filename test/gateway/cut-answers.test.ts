import t from 'tap'
import { ask, dial, gatewayTo, rawUpstream, type Teardown, type Wire } from './wire.js'

/** The client's view of an answer of which the upstream sends this much, and then ends the connection. */
async function cutAfter(t: Teardown, answer: string, request: string, end: (wire: Wire) => void) {
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/\r\n\r\n/)
    wire.socket.write(answer, 'latin1', () => end(wire))
  })
  const gateway = await gatewayTo(t, upstream.port)
  return { ...(await ask(t, gateway.port, request)), line: await gateway.line(0) }
}

const NEW = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const OLD = 'GET / HTTP/1.0\r\n\r\n'
const LENGTH = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'
const fin = (wire: Wire) => wire.socket.end()
const rst = (wire: Wire) => setTimeout(() => wire.socket.resetAndDestroy(), 20)

for (const [how, end] of [
  ['closed', fin],
  ['reset', rst]
] as const) {
  t.test(`an answer with a length that is ${how} half-way ends short, with what had arrived`, async t => {
    const { text, ending, line } = await cutAfter(t, LENGTH, NEW, end)
    t.match(text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*Content-Length: 10\r\n[\s\S]*\r\n\r\nabc$/)
    t.equal(ending, 'fin')
    t.match(line, { level: 50, status: 200, phase: 'body', error: 'http_response_incomplete', bytes: 3 })
  })

  t.test(`a chunked answer that is ${how} half-way ends without the last chunk`, async t => {
    const { text, ending, line } = await cutAfter(t, CHUNKED, NEW, end)
    t.match(text, /\r\n\r\n3\r\nabc\r\n$/)
    t.equal(ending, 'fin')
    t.match(line, { level: 50, status: 200, phase: 'body', error: 'http_response_incomplete' })
  })

  t.test(`a chunked answer that is ${how} half-way is reset for HTTP/1.0, which sees no other end`, async t => {
    const { text, ending } = await cutAfter(t, CHUNKED, OLD, end)
    t.ok(text.endsWith('\r\n\r\nabc'))
    t.equal(ending, 'rst')
  })
}

t.test('an answer that ends with the connection, and is reset, does not look complete to anybody', async t => {
  const answer = 'HTTP/1.1 200 OK\r\n\r\nabc'
  const now = await cutAfter(t, answer, NEW, rst)
  t.match(now.text, /\r\n\r\n3\r\nabc\r\n$/)
  const old = await cutAfter(t, answer, OLD, rst)
  t.equal(old.ending, 'rst')
  const whole = await cutAfter(t, answer, OLD, fin)
  t.equal(whole.ending, 'fin')
})

t.test('a bad chunk half-way ends the answer where it became bad', async t => {
  const { text, line } = await cutAfter(t, `${CHUNKED}zz\r\n`, NEW, () => undefined)
  t.match(text, /\r\n\r\n3\r\nabc\r\n$/)
  t.match(line, { level: 50, status: 200, error: 'http_response_transfer_coding' })
})

t.test('a body whose very beginning is bad is a 502, as long as nobody has seen its head', async t => {
  const answer = 'HTTP/1.1 200 OK\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'
  const upstream = await rawUpstream(t, wire => wire.send(answer))
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(NEW)
  await client.until(/^HTTP\/1\.1 502 [\s\S]*error=http_response_transfer_coding\r\n[\s\S]*\r\n\r\n502 /)
  t.notMatch(client.text, /X-A/)
  t.match(await gateway.line(0), { status: 502, phase: 'body', error: 'http_response_transfer_coding', bytes: 0 })
})

t.test('a body that falls silent half-way ends short when the read timeout is over', async t => {
  const upstream = await rawUpstream(t, wire => wire.send(LENGTH))
  const gateway = await gatewayTo(t, upstream.port, { timeouts: { read: 200 } })
  const { text, ending } = await ask(t, gateway.port, NEW)
  t.ok(text.endsWith('\r\n\r\nabc'))
  t.equal(ending, 'fin')
  t.match(await gateway.line(0), { level: 50, status: 200, phase: 'body', error: 'connection_read_timeout' })
})

t.test('a head without any of its body, cut, is still delivered', async t => {
  const { text } = await cutAfter(t, 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n', NEW, fin)
  t.match(text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n$/)
})
