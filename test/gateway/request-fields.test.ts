import t from 'tap'
import { answering, ask, gatewayTo, type Teardown } from './wire.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

/** What the upstream gets of a request that the gateway forwards. */
async function forwarded(t: Teardown, request: string): Promise<{ line: string; fields: string[]; answer: string }> {
  const upstream = await answering(t, OK)
  const gateway = await gatewayTo(t, upstream.port)
  const { text: answer } = await ask(t, gateway.port, request)
  const [line = '', ...fields] = (upstream.wires[0]?.text ?? '').split('\r\n')
  return { line, fields: fields.slice(0, fields.indexOf('')), answer }
}

function valuesOf(fields: readonly string[], name: string): string[] {
  const start = `${name.toLowerCase()}: `
  return fields.filter(line => line.toLowerCase().startsWith(start)).map(line => line.slice(start.length))
}

t.test('end-to-end fields travel on in their order, case and repetition', async t => {
  const sent = ['x-One: 1', 'Cookie: a=1', 'X-two: \xe9\xff', 'Cookie: b=2', 'X-one: 3']
  const { fields } = await forwarded(
    t,
    `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${sent.join('\r\n')}\r\n\r\n`
  )
  t.same(
    fields.filter(line => /^(x-(one|two)|cookie):/i.test(line)),
    sent
  )
  t.same(valuesOf(fields, 'Host'), ['a'])
})

t.test('hop-by-hop fields and those that Connection nominates end at the gateway', async t => {
  const { fields } = await forwarded(
    t,
    [
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: close, X-Private\r\nConnection: x-also',
      'X-Private: 1\r\nX-Also: 2\r\nKeep-Alive: 5\r\nProxy-Connection: keep-alive\r\nTE: gzip\r\nUpgrade: h2c',
      'HTTP2-Settings: AAMAAABkAAQ\r\nProxy-Authorization: Basic eA==\r\nX-Public: 3\r\n\r\n'
    ].join('\r\n')
  )
  const gone = ['X-Private', 'X-Also', 'Keep-Alive', 'Proxy-Connection', 'TE', 'Upgrade', 'HTTP2-Settings']
  for (const name of [...gone, 'Proxy-Authorization']) t.same(valuesOf(fields, name), [], name)
  t.same(valuesOf(fields, 'X-Public'), ['3'])
})

t.test('Connection cannot nominate away what every recipient must see', async t => {
  const { fields } = await forwarded(
    t,
    'GET / HTTP/1.1\r\nHost: a\r\nConnection: close, Host, Via, X-Forwarded-For, Cookie\r\nCookie: a=1\r\n\r\n'
  )
  t.same(valuesOf(fields, 'Host'), ['a'])
  t.same(valuesOf(fields, 'Cookie'), ['a=1'])
  t.same(valuesOf(fields, 'Via'), ['1.1 edge-1'])
  t.same(valuesOf(fields, 'X-Forwarded-For'), ['127.0.0.1'])
})

t.test('TE: trailers is said anew to the upstream', async t => {
  const { fields } = await forwarded(t, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close, TE\r\nTE: trailers\r\n\r\n')
  t.same(valuesOf(fields, 'TE'), ['trailers'])
  t.match(valuesOf(fields, 'Connection').join(), /\bTE\b/i)
})

t.test('the gateway adds itself to the lists, and replaces what would be believed', async t => {
  const { fields } = await forwarded(
    t,
    [
      'GET / HTTP/1.1\r\nHost: here:81\r\nConnection: close\r\nVia: 1.0 fred\r\nX-Forwarded-For: 192.0.2.1',
      'X-Forwarded-For: 192.0.2.2\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\nForwarded: for=192.0.2.1\r\n\r\n'
    ].join('\r\n')
  )
  t.same(valuesOf(fields, 'Via'), ['1.0 fred', '1.1 edge-1'])
  t.same(valuesOf(fields, 'X-Forwarded-For'), ['192.0.2.1, 192.0.2.2, 127.0.0.1'])
  t.same(valuesOf(fields, 'X-Forwarded-Proto'), ['http'])
  t.same(valuesOf(fields, 'X-Forwarded-Host'), ['here:81'])
  t.match(
    valuesOf(fields, 'Forwarded').join(),
    /^for=192\.0\.2\.1, for=127\.0\.0\.1;by=_[0-9a-f]{12};host="here:81";proto=http$/
  )
})

t.test('an HTTP/1.0 request gets a Host on its way, and its version stands in Via', async t => {
  const upstream = await answering(t, OK)
  const gateway = await gatewayTo(t, upstream.port)
  await ask(t, gateway.port, 'GET / HTTP/1.0\r\n\r\n')
  const fields = (upstream.wires[0]?.text ?? '').split('\r\n')
  t.equal(fields[0], 'GET / HTTP/1.1')
  t.same(valuesOf(fields, 'Host'), [`127.0.0.1:${upstream.port}`])
  t.same(valuesOf(fields, 'Via'), ['1.0 edge-1'])
})

t.test('the request-target travels on byte for byte', async t => {
  for (const target of ['/a%zz/../b//c?x=%2F&y=a|b', '/?', '/%', '/..%2f..', '//evil.example/x', '/a?b?c=http://d']) {
    const { line } = await forwarded(t, `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    t.equal(line, `GET ${target} HTTP/1.1`)
  }
})

t.test(
  'an absolute target becomes origin-form with the Host that it names, and never changes the upstream',
  async t => {
    for (const [sent, target] of [
      ['http://other.example:82/a?b', '/a?b'],
      ['http://other.example:82', '/'],
      ['HTTPS://other.example:82?x', '/?x']
    ]) {
      const { line, fields } = await forwarded(t, `GET ${sent} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
      t.equal(line, `GET ${target} HTTP/1.1`)
      t.same(valuesOf(fields, 'Host'), ['other.example:82'])
    }
  }
)

t.test('OPTIONS * stays as it is, also when it comes as an absolute target without a path', async t => {
  for (const sent of ['*', 'http://a']) {
    const { line } = await forwarded(t, `OPTIONS ${sent} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    t.equal(line, 'OPTIONS * HTTP/1.1')
  }
})

t.test('every method that the parser knows is forwarded', async t => {
  for (const method of ['TRACE', 'PROPFIND', 'PURGE', 'M-SEARCH', 'DELETE', 'QUERY', 'LINK']) {
    if (method === 'QUERY' && process.versions.node.startsWith('20.')) continue
    const { line } = await forwarded(t, `${method} /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    t.equal(line, `${method} /x HTTP/1.1`)
  }
})

t.test('a request to upgrade is forwarded as an ordinary one', async t => {
  const { line, fields, answer } = await forwarded(
    t,
    'GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n'
  )
  t.equal(line, 'GET /chat HTTP/1.1')
  t.same(valuesOf(fields, 'Upgrade'), [])
  t.match(answer, /^HTTP\/1\.1 200 OK\r\n/)
})

t.test('a thousand fields and more arrive, as long as the head is small enough', async t => {
  const many = Array.from({ length: 1200 }, (_, at) => `a${at}: 1`)
  const { fields } = await forwarded(
    t,
    `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${many.join('\r\n')}\r\n\r\n`
  )
  t.equal(fields.filter(line => /^a\d+: 1$/.test(line)).length, 1200)
})

t.test('Max-Forwards is counted down for OPTIONS and TRACE, and for nothing else', async t => {
  for (const [method, left] of [
    ['OPTIONS', '4'],
    ['TRACE', '4'],
    ['GET', '5']
  ]) {
    const { fields } = await forwarded(
      t,
      `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nMax-Forwards: 5\r\n\r\n`
    )
    t.same(valuesOf(fields, 'Max-Forwards'), [left])
  }
  const last = await forwarded(t, 'OPTIONS / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nMax-Forwards: 0\r\n\r\n')
  t.equal(last.line, '')
  t.match(last.answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*; error=proxy_internal_response\r\n/)
})
