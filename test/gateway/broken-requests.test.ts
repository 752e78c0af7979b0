import t from 'tap'
import { answering, ask, dial, gatewayTo, rawUpstream } from './wire.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

const BROKEN: readonly [string, number, string][] = [
  ['garbage', 400, '\x16\x03\x01\x02\x00\x01\r\n\r\n'],
  ['a request line without a target', 400, 'GET\r\n\r\n'],
  ['no Host', 400, 'GET / HTTP/1.1\r\n\r\n'],
  ['two Hosts', 400, 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['two Hosts and an absolute target', 400, 'GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['a Host that is none', 400, 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n'],
  [
    'Content-Length and Transfer-Encoding',
    400,
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
  ],
  ['two lengths', 400, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
  ['a negative length', 400, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n'],
  [
    'a transfer coding before chunked',
    501,
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n'
  ],
  ['a transfer coding in HTTP/1.0', 400, 'POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a space before the colon', 400, 'GET / HTTP/1.1\r\nHost: a\r\nX-A : 1\r\n\r\n'],
  ['a NUL in a value', 400, 'GET / HTTP/1.1\r\nHost: a\r\nX-A: \0\r\n\r\n'],
  ['a folded line', 400, 'GET / HTTP/1.1\r\nHost: a\r\n X-A: 1\r\n\r\n'],
  ['a target that is not ASCII', 400, 'GET /\xe9 HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['an unknown method', 501, 'BREW / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['an unknown version', 505, 'GET / HTTP/3.7\r\nHost: a\r\n\r\n'],
  ['HTTP/2 without its preface', 505, 'GET / HTTP/2.0\r\nHost: a\r\n\r\n'],
  ['HTTP/0.9', 505, 'GET /\r\n\r\n'],
  ['lines that end in LF alone', 400, 'GET / HTTP/1.1\nHost: a\n\n'],
  ['a fragment', 400, 'GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['an absolute target with a user', 400, 'GET http://me@a/ HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['an absolute target without a host', 400, 'GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['another scheme', 400, 'GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a star for what is not OPTIONS', 400, 'GET * HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['CONNECT', 501, 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n'],
  ['fields without end', 431, `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(17_000)}\r\n\r\n`],
  ['a target without end', 414, `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
  ['a transfer coding that is no word', 400, 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n'],
  ['a length beyond counting', 413, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n']
]

for (const [title, status, request] of BROKEN) {
  t.test(`${title} is answered with ${status}, and nobody else hears of it`, async t => {
    const upstream = await answering(t, OK)
    const gateway = await gatewayTo(t, upstream.port)
    const client = (await dial(t, gateway.port)).send(request)
    const [head] = await client.until(/^HTTP\/1\.1 [\s\S]*?\r\n\r\n/)
    t.match(head, new RegExp(`^HTTP/1\\.1 ${status} `))
    t.match(head, /\r\nProxy-Status: edge-1; error=http_request_(error|denied)\r\n/)
    t.match(head, /\r\nDate: /)
    const line = await gateway.line(0)
    t.match(line, { level: 40, status, phase: 'client' })
    t.equal(upstream.wires.length, 0)
  })
}

t.test('a bad chunk in the middle of an upload is answered with 400, and the upstream does not get an end', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'
  )
  const behind = await upstream.next()
  await behind.until(/abc/)
  client.send('zz\r\n')
  await client.until(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\r\nConnection: close\r\n/)
  await client.ending
  await behind.ending
  t.notMatch(behind.text, /0\r\n\r\n$/)
  t.match(await gateway.line(0), { status: 400, cause: 'bad_request', error: 'http_request_error', target: '/' })
})

t.test('a request whose framing is in doubt is answered once, and its connection is closed', async t => {
  const upstream = await answering(t, OK)
  for (const coding of ['xchunked', 'gzip, chunked', 'identity', '']) {
    const gateway = await gatewayTo(t, upstream.port)
    const client = await dial(t, gateway.port)
    client.send(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ${coding}\r\n\r\n0\r\n\r\n`)
    await client.until(/^HTTP\/1\.1 (400|501) [\s\S]*\r\nConnection: close\r\n/)
    t.equal(await client.ending, 'fin')
    t.equal(client.text.split('HTTP/1.1 ').length, 2, `one answer to ${JSON.stringify(coding)}`)
    await gateway.close()
    t.equal(gateway.lines.length, 1, 'one line in the log')
  }
  t.equal(upstream.wires.length, 0)
})

t.test('an upload that turns bad after its early answer gets no second one', async t => {
  const upstream = await answering(t, 'HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno')
  const gateway = await gatewayTo(t, upstream.port)
  const client = await dial(t, gateway.port)
  client.send('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
  await client.until(/^HTTP\/1\.1 413 [\s\S]*\r\n\r\nno$/)
  client.send('zz\r\n')
  await client.ending
  t.ok(client.text.endsWith('\r\n\r\nno'))
  t.equal(gateway.lines.length, 1)
})

t.test('a half request is answered with 408 when its time is over', async t => {
  const gateway = await gatewayTo(t, 1, { limits: { headTime: 300 } })
  const began = performance.now()
  const { text } = await ask(t, gateway.port, 'GET / HTTP/1.1\r\nHost:')
  t.match(text, /^HTTP\/1\.1 408 Request Timeout\r\n/)
  t.ok(performance.now() - began >= 300)
})

t.test('a client that resets in the middle of a head harms nobody', async t => {
  const gateway = await gatewayTo(t, 1)
  const client = (await dial(t, gateway.port)).send('GET / HTTP/1.1\r\nHo')
  client.socket.resetAndDestroy()
  await client.ending
  const { text } = await ask(t, gateway.port, 'GET / HTTP/1.0\r\n\r\n')
  t.match(text, /^HTTP\/1\.1 502 /)
})

t.test('a request that has come back to the gateway is answered with 502 instead of going round', async t => {
  const first = await gatewayTo(t, 1)
  const upstream = await answering(t, OK)
  const gateway = await gatewayTo(t, upstream.port)
  await ask(t, gateway.port, 'GET / HTTP/1.0\r\n\r\n')
  const forwarded = /\r\nForwarded: ([^\r]*)/.exec(upstream.wires[0]?.text ?? '')?.[1]
  const back = await ask(t, gateway.port, `GET / HTTP/1.0\r\nForwarded: ${forwarded}\r\n\r\n`)
  t.match(back.text, /^HTTP\/1\.1 502 [\s\S]*\r\nProxy-Status: edge-1; error=proxy_loop_detected\r\n/)
  const elsewhere = await ask(t, first.port, `GET / HTTP/1.0\r\nForwarded: ${forwarded}\r\n\r\n`)
  t.match(elsewhere.text, /error=connection_refused\r\n/, 'another gateway of the same name does not mind')
})

t.test('garbage behind a good request does not spoil its answer', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('GET / HTTP/1.1\r\nHost: a\r\n\r\n\x01\x02\x03\r\n\r\n')
  const behind = await upstream.next()
  await behind.until(/\r\n\r\n/)
  behind.send(OK)
  await client.until(/^HTTP\/1\.1 200 OK\r\n[\s\S]*okHTTP\/1\.1 400 Bad Request\r\n/)
  t.equal(await client.ending, 'fin')
  t.match(await gateway.line(0), { status: 200, phase: 'done' })
})

t.test('a whole request that takes longer than it may is answered with 408', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port, { limits: { headTime: 200, requestTime: 300 } })
  const { text } = await ask(t, gateway.port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc')
  t.match(text, /^HTTP\/1\.1 408 Request Timeout\r\n/)
  await upstream.wires[0]?.ending
})
