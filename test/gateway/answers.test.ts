import t from 'tap'
import { answering, ask, dial, gatewayTo, rawUpstream, type Teardown } from './wire.js'

const GET = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'

/** What a client gets of an answer that the gateway passes on. */
async function passedOn(t: Teardown, answer: string, request = GET): Promise<{ text: string; ending: 'fin' | 'rst' }> {
  const upstream = await answering(t, answer)
  const gateway = await gatewayTo(t, upstream.port)
  return ask(t, gateway.port, request)
}

t.test('status, reason and fields are passed on as they are, in order, case and repetition', async t => {
  const fields =
    'Server: mine/1\r\nset-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-A: \xe9\xff\r\nDate: Fri, 01 Jan 2021 00:00:00 GMT\r\n'
  const { text } = await passedOn(t, `HTTP/1.1 299 Quite Fine\r\n${fields}Content-Length: 2\r\n\r\nok`)
  t.ok(text.startsWith(`HTTP/1.1 299 Quite Fine\r\n${fields}`), text)
  t.equal(text.match(/date:/gi)?.length, 1)
  t.match(text, /\r\nVia: 1\.1 edge-1\r\n/)
  t.match(text, /\r\nContent-Length: 2\r\n/)
  t.ok(text.endsWith('\r\n\r\nok'))
})

t.test('a head is passed on at once, in the octets that it came in, though the body takes its time', async t => {
  const upstream = await rawUpstream(t, wire => wire.send('HTTP/1.1 200 OK\r\nX-A: \xe9\r\nContent-Length: 2\r\n\r\n'))
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(GET)
  await client.until(/X-A: \xe9\r\n[\s\S]*\r\n\r\n$/)
  upstream.wires[0]?.send('ok')
  await client.until(/\r\n\r\nok$/)
})

t.test('a Date is added where the upstream sent none', async t => {
  const { text } = await passedOn(t, 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  t.match(text, /\r\nDate: \w+, \d\d \w+ \d{4} [\d:]+ GMT\r\n/)
})

t.test('hop-by-hop fields of the answer end at the gateway', async t => {
  const hops =
    'Connection: close, X-Private\r\nX-Private: 1\r\nKeep-Alive: timeout=9\r\nUpgrade: h2c\r\nProxy-Authenticate: Basic\r\n'
  const upstream = await answering(t, `HTTP/1.1 200 OK\r\n${hops}X-Public: 2\r\nContent-Length: 2\r\n\r\nok`)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  const [head] = await client.until(/^[\s\S]*\r\n\r\nok/)
  t.notMatch(head, /X-Private|timeout=9|Upgrade|Proxy-Authenticate|close/i)
  t.match(head, /\r\nX-Public: 2\r\n/)
  client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.until(/ok[\s\S]*ok$/)
})

t.test('a chunked answer stays chunked for HTTP/1.1, and ends with the connection for HTTP/1.0', async t => {
  const answer =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\nX-T: 1\r\n\r\n'
  const now = await passedOn(t, answer)
  t.match(now.text, /\r\nTransfer-Encoding: chunked\r\n/)
  t.match(now.text, /\r\n\r\n(6\r\nabcdef|3\r\nabc\r\n3\r\ndef)\r\n0\r\nX-T: 1\r\n\r\n$/)
  const old = await passedOn(t, answer, 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n')
  t.notMatch(old.text, /Transfer-Encoding|Trailer|X-T/)
  t.ok(old.text.endsWith('\r\n\r\nabcdef'))
  t.equal(old.ending, 'fin')
})

t.test(
  'an answer that ends with the upstream connection is chunked for the client, which keeps its connection',
  async t => {
    const upstream = await rawUpstream(t, wire =>
      wire.until(/\r\n\r\n/).then(() => wire.send('HTTP/1.0 200 OK\r\n\r\nabc').socket.end())
    )
    const gateway = await gatewayTo(t, upstream.port)
    const client = (await dial(t, gateway.port)).send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    const [head] = await client.until(/^[\s\S]*3\r\nabc\r\n0\r\n\r\n$/)
    t.match(head, /\r\nVia: 1\.0 edge-1\r\n/)
    client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await client.until(/0\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*0\r\n\r\n$/)
  }
)

t.test('HTTP/1.0 clients that ask for it keep their connection when the length is known', async t => {
  const upstream = await answering(t, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n')
  await client.until(/\r\nConnection: keep-alive\r\n[\s\S]*ok$/i)
  client.send('GET / HTTP/1.0\r\n\r\n')
  t.equal(await client.ending, 'fin')
})

t.test('the answer to HEAD has the length of the body that GET would have, and no body', async t => {
  const upstream = await answering(t, 'HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n')
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('HEAD / HTTP/1.1\r\nHost: a\r\n\r\n')
  const [head] = await client.until(/^[\s\S]*\r\n\r\n$/)
  t.match(head, /\r\nContent-Length: 1234\r\n/)
  client.send('HEAD /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  await client.ending
  t.match(client.text, /\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n$/)
})

t.test('HEAD, 204 and 304 have no body, whatever their head announces', async t => {
  const chunked = await passedOn(
    t,
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n',
    'HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  )
  t.match(chunked.text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n$/)
  const nothing = await passedOn(t, 'HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n')
  t.match(nothing.text, /^HTTP\/1\.1 204 No Content\r\nX-A: 1\r\n[\s\S]*\r\n\r\n$/)
  t.notMatch(nothing.text, /Content-Length|Transfer-Encoding/i)
  const same = await passedOn(t, 'HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\nETag: "x"\r\n\r\n')
  t.match(same.text, /^HTTP\/1\.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 77\r\n[\s\S]*\r\n\r\n$/)
})

t.test('an empty answer and an answer without a reason are passed on', async t => {
  const { text } = await passedOn(t, 'HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n')
  t.match(text, /^HTTP\/1\.1 404 \r\n/)
  t.match(text, /\r\nContent-Length: 0\r\n/)
})

t.test(
  'what an upstream says in Proxy-Status is kept, and nothing is added to an answer that is passed on',
  async t => {
    const { text } = await passedOn(
      t,
      'HTTP/1.1 502 Bad Gateway\r\nProxy-Status: inner; error=dns_error\r\nContent-Length: 0\r\n\r\n'
    )
    t.same(text.match(/proxy-status:.*/gi), ['Proxy-Status: inner; error=dns_error'])
  }
)

t.test('pipelined requests are answered in order, and each reaches the upstream only after the one before', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const one = 'POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx'
  const client = (await dial(t, gateway.port)).send(`${one}GET /2 HTTP/1.1\r\nHost: a\r\n\r\n`)
  const first = await upstream.next()
  await first.until(/^POST \/1 [\s\S]*\r\n\r\nx$/)
  t.equal(upstream.wires.length, 1)
  first.send('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none')
  await Promise.race([first.until(/GET \/2/), upstream.next()])
  upstream.wires.at(-1)?.send('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo')
  await client.until(/one[\s\S]*two$/)
})

t.test('answers that come in pieces are passed on piece by piece', async t => {
  const upstream = await rawUpstream(t, wire =>
    wire.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n')
  )
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(GET)
  await client.until(/1\r\na\r\n$/)
  upstream.wires[0]?.send('1\r\nb\r\n')
  await client.until(/1\r\na\r\n1\r\nb\r\n$/)
  upstream.wires[0]?.send('0\r\n\r\n')
  t.equal(await client.ending, 'fin')
})
