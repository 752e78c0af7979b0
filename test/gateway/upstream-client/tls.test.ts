import { connect, type Socket } from 'node:net'
import { createServer, type TlsOptions as ServerOptions } from 'node:tls'
import t, { type Test } from 'tap'
import type { UpstreamClientOptions } from '../../../src/gateway/upstream-client/index.js'
import { AUTHORITY, EXPIRED, GOOD } from './certificates.js'
import { ask, clientFor, inShort, type Outcome, RawUpstream, request, reset, TIMEOUTS, upload } from './raw-upstream.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
const TRUSTED = { tls: { ca: AUTHORITY } }

/** An upstream that speaks TLS and does that on every connection. */
function secure(script: (socket: Socket) => void, options: ServerOptions = {}): Promise<RawUpstream> {
  const server = createServer({ ...GOOD, ...options })
  server.on('tlsClientError', () => undefined)
  return RawUpstream.start(script, server)
}

function answering(bytes: string): (socket: Socket) => void {
  return socket => socket.on('data', () => socket.write(bytes))
}

async function over(
  upstream: RawUpstream,
  options: Partial<UpstreamClientOptions>,
  outgoing = request()
): Promise<Outcome> {
  await using server = upstream
  using client = clientFor(`https://127.0.0.1:${server.port}`, options)
  return await ask(client, outgoing)
}

t.test('an answer over TLS, and a second one over the same connection', async t => {
  await using upstream = await secure(answering(OK))
  using client = clientFor(`https://127.0.0.1:${upstream.port}`, TRUSTED)
  t.equal((await ask(client)).body, 'ok')
  const second = await ask(client, upload('x'.repeat(100_000)))
  t.same([inShort(second), second.call.reused], ['200', true])
})

t.test('a large answer and a large request over TLS', async t => {
  const size = 3 * 1024 * 1024
  let taken = 0
  const upstream = await secure(socket =>
    socket.on('data', chunk => {
      taken += chunk.length
      if (taken > size) socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`)
    })
  )
  const told = await over(upstream, TRUSTED, upload(Buffer.alloc(size)))
  t.equal(told.body.length, size)
})

t.test('a certificate that does not verify', async t => {
  const cases = [
    ['not our authority', {}, GOOD, /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/],
    ['expired', { ca: AUTHORITY }, EXPIRED, /CERT_HAS_EXPIRED/],
    ['another name', { ca: AUTHORITY, servername: 'other.test' }, GOOD, /ERR_TLS_CERT_ALTNAME_INVALID/]
  ] as const
  for (const [what, tls, certificate, cause] of cases) {
    const { failure } = await over(await secure(answering(OK), certificate), { tls })
    t.match(failure, { code: 'certificate-rejected', type: 'tls_certificate_error', status: 502, phase: 'tls' }, what)
    t.match(failure?.message, cause)
  }
})

t.test('a certificate for the name that was asked for, and one that is not looked at', async t => {
  const named = { tls: { ca: AUTHORITY, servername: 'upstream.test' } }
  t.equal(inShort(await over(await secure(answering(OK)), named)), '200')
  t.equal(inShort(await over(await secure(answering(OK), EXPIRED), { tls: { rejectUnauthorized: false } })), '200')
})

t.test('an alert is told with its number and name', async t => {
  const cases = [
    [{ minVersion: 'TLSv1.3', ALPNProtocols: ['h2'] }, 120, 'no_application_protocol'],
    [{ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256' }, 40, 'handshake_failure']
  ] as const
  for (const [options, id, name] of cases) {
    const { failure } = await over(await secure(answering(OK), options as ServerOptions), TRUSTED)
    t.match(failure, { code: 'alert-received', type: 'tls_alert_received', status: 502, phase: 'tls' })
    t.same(failure?.params, { 'alert-id': id, 'alert-message': name })
  }
})

t.test('a client certificate that is wanted is named, also when TLS 1.3 says so after the handshake', async t => {
  for (const [version, id] of [
    ['TLSv1.3', 116],
    ['TLSv1.2', 40]
  ] as const) {
    const options = { requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version } as const
    for (const outgoing of [request(), upload('once')]) {
      const told = await over(await secure(answering(OK), options), TRUSTED, outgoing)
      t.match(told.failure, { code: 'alert-received', status: 502, params: { 'alert-id': id } }, version)
      t.equal(told.call.attempts, 1)
    }
  }
})

t.test('plain HTTP on the TLS port', async t => {
  const plain = await RawUpstream.answering('HTTP/1.1 400 Bad Request\r\n\r\n')
  const { failure } = await over(plain, {})
  t.match(failure, { code: 'not-tls', type: 'tls_protocol_error', status: 502, phase: 'tls' })
  t.match(failure?.message, /"HTTP\/1.1 400 Bad Request"/)
})

t.test('a handshake that nobody answers is a connect timeout', async t => {
  const { failure, took } = await over(await RawUpstream.start(() => undefined), {
    timeouts: { ...TIMEOUTS, connect: 200 }
  })
  t.match(failure, { code: 'handshake-timeout', type: 'connection_timeout', status: 504, phase: 'tls' })
  t.ok(took >= 200 && took < 500, `${took} ms`)
})

t.test('a handshake that is hung up on', async t => {
  for (const leave of ['end', 'resetAndDestroy'] as const) {
    const upstream = await RawUpstream.start(socket => socket.once('data', () => socket[leave]()))
    const { failure } = await over(upstream, {})
    t.match(failure, { code: 'handshake-hangup', type: 'tls_protocol_error', status: 502, phase: 'tls' })
  }
})

t.test('half a record in the handshake, then FIN', async t => {
  const upstream = await RawUpstream.start(socket => socket.once('data', () => socket.end(Buffer.from([22, 3, 3, 0]))))
  t.equal((await over(upstream, {})).failure?.type, 'tls_protocol_error')
})

const WITHOUT_LENGTH = 'HTTP/1.1 200 OK\r\nX-A: b\r\n\r\nfour'

t.test('a body without length is whole after close_notify', async t => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const told = await over(
      await secure(socket => socket.on('data', () => socket.end(WITHOUT_LENGTH)), { maxVersion }),
      TRUSTED
    )
    t.same([inShort(told), told.body], ['200', 'four'])
  }
})

/** An upstream behind a TCP relay that ends the connection in its own way as soon as the answer has gone through. */
async function cutAfterAnswer(t: Test, leave: (socket: Socket) => void, maxVersion: 'TLSv1.2' | 'TLSv1.3') {
  const upstream = await secure(answering(WITHOUT_LENGTH), { maxVersion })
  t.teardown(() => upstream[Symbol.asyncDispose]())
  return RawUpstream.start(socket => {
    const inner = connect(upstream.port, '127.0.0.1')
    inner.on('error', () => undefined)
    socket.pipe(inner)
    inner.on('data', chunk => {
      socket.write(chunk)
      if (upstream.heard.includes('\r\n\r\n')) setTimeout(() => leave(socket), 50)
    })
  })
}

t.test('a body without length is cut when TLS ends without close_notify', async t => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const fin = await over(await cutAfterAnswer(t, socket => void socket.end(), version), TRUSTED)
    t.match(fin.failure, { code: 'cut-without-close-notify', type: 'http_response_incomplete' })
    t.equal(fin.body, 'four')
    const rst = await over(await cutAfterAnswer(t, reset, version), TRUSTED)
    t.match(rst.failure, { type: 'http_response_incomplete' })
  }
})

t.test('TLS that breaks in the middle of an answer', async t => {
  await using upstream = await secure(answering(WITHOUT_LENGTH))
  const relay = await RawUpstream.start(socket => {
    const inner = connect(upstream.port, '127.0.0.1')
    inner.on('error', () => undefined)
    socket.pipe(inner)
    inner.on('data', chunk => {
      const isAnswer = upstream.heard.includes('\r\n\r\n')
      socket.write(isAnswer ? chunk.map(octet => octet ^ 1) : chunk)
    })
  })
  const { failure } = await over(relay, TRUSTED)
  t.match(failure, { code: 'tls-broken', type: 'tls_protocol_error', status: 502 })
})

t.test('an authority that cannot be read is told at once', t => {
  t.throws(() => clientFor('https://127.0.0.1:1', { tls: { ca: '-----BEGIN CERTIFICATE-----\nnonsense\n' } }))
  t.end()
})
