import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { Lookup } from '../../../src/gateway/upstream-client/index.js'
import { listenBlackhole } from '../../../src/upstream/listen/blackhole.js'
import { listenRefused } from '../../../src/upstream/listen/refused.js'
import { ask, clientFor, inShort, RawUpstream, TIMEOUTS } from './raw-upstream.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

/** A resolver that knows one name. */
function resolvingTo(...addresses: string[]): Lookup {
  return (_host, _options, tell) =>
    tell(
      null,
      addresses.map(address => ({ address, family: 4 }))
    )
}

t.test('a port on which nobody listens', async t => {
  const { port, close } = await listenRefused({ host: '127.0.0.1', port: 0 })
  using client = clientFor(`http://127.0.0.1:${port}`)
  const { failure, call } = await ask(client)
  t.match(failure, { code: 'refused', type: 'connection_refused', status: 502, phase: 'connect' })
  t.equal(failure?.message, `connection refused by 127.0.0.1:${port}`)
  t.equal(call.address, `127.0.0.1:${port}`)
  await close()
})

t.test('a port that drops the SYN', async t => {
  const { port, close } = await listenBlackhole({ host: '127.0.0.1', port: 0 })
  using client = clientFor(`http://127.0.0.1:${port}`, { timeouts: { ...TIMEOUTS, connect: 200 } })
  const { failure, took } = await ask(client)
  t.match(failure, { code: 'connect-timeout', type: 'connection_timeout', status: 504, phase: 'connect' })
  t.equal(failure?.message, `connect timeout after 200 ms, 127.0.0.1:${port} did not take the connection`)
  t.ok(took >= 200 && took < 450, `${took} ms`)
  await close()
})

t.test('an address to which there is no route', async t => {
  using client = clientFor('http://127.255.255.255:9')
  const { failure } = await ask(client)
  t.match(failure, { code: 'unroutable', type: 'destination_ip_unroutable', status: 502, phase: 'connect' })
})

t.test('a name that the resolver does not know, or cannot find out', async t => {
  const codes = [
    ['ENOTFOUND', 'NXDOMAIN'],
    ['ESERVFAIL', 'SERVFAIL'],
    ['EREFUSED', 'REFUSED'],
    ['ENODATA', 'NOERROR']
  ] as const
  for (const [code, rcode] of codes) {
    const lookup: Lookup = (_host, _options, tell) => tell(Object.assign(new Error(code), { code }), [])
    using client = clientFor('http://app.test:9000', { lookup })
    const { failure } = await ask(client)
    t.match(failure, { code: 'dns-error', type: 'dns_error', status: 502, phase: 'connect', params: { rcode } })
  }
  const unknown: Lookup = (_host, _options, tell) => tell(Object.assign(new Error(), { code: 'EAI_AGAIN' }), [])
  using client = clientFor('http://app.test:9000', { lookup: unknown })
  t.same((await ask(client)).failure?.params, {}, 'no response code is made up')
})

t.test('a resolver that does not answer', async t => {
  using client = clientFor('http://app.test:9000', {
    lookup: () => undefined,
    timeouts: { ...TIMEOUTS, connect: 200 }
  })
  const { failure, took } = await ask(client)
  t.match(failure, { code: 'dns-timeout', type: 'dns_timeout', status: 504, phase: 'connect' })
  t.ok(took >= 200 && took < 450, `${took} ms`)
  const lookup: Lookup = (_host, _options, tell) => tell(Object.assign(new Error(), { code: 'ETIMEOUT' }), [])
  using other = clientFor('http://app.test:9000', { lookup })
  t.match((await ask(other)).failure, { code: 'dns-gave-up', type: 'dns_timeout', status: 504 })
})

t.test('a resolver that throws, and one that knows the name but no address of it', async t => {
  const throwing: Lookup = () => {
    throw new Error('no resolver')
  }
  using client = clientFor('http://app.test:9000', { lookup: throwing })
  t.equal((await ask(client)).failure?.type, 'dns_error')
  using other = clientFor('http://app.test:9000', { lookup: resolvingTo() })
  t.equal((await ask(other)).failure?.type, 'dns_error')
})

t.test('a name with several addresses: the next one is tried when one refuses', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(`http://app.test:${upstream.port}`, { lookup: resolvingTo('127.0.0.9', '127.0.0.1') })
  const { body, call } = await ask(client)
  t.equal(body, 'ok')
  t.equal(call.address, `127.0.0.1:${upstream.port}`)
  t.equal(call.attempts, 1, 'the upstream was asked once')
})

t.test('a name with several addresses: one that does not answer gets its share of the limit', async t => {
  const { port, close } = await listenBlackhole({ host: '127.0.0.1', port: 0 })
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.on('data', () => socket.end(OK))
  })
  server.listen(port, '127.0.0.2')
  await once(server, 'listening')
  const timeouts = { ...TIMEOUTS, connect: 400 }
  using client = clientFor(`http://app.test:${port}`, { lookup: resolvingTo('127.0.0.1', '127.0.0.2'), timeouts })
  const told = await ask(client)
  t.equal(told.body, 'ok')
  t.ok(told.took >= 195 && told.took < 390, `${told.took} ms`)
  using hopeless = clientFor(`http://app.test:${port}`, { lookup: resolvingTo('127.0.0.1', '127.0.0.1'), timeouts })
  const failed = await ask(hopeless)
  t.equal(failed.failure?.code, 'connect-timeout')
  t.ok(failed.took >= 400 && failed.took < 650, `the limit covers all: ${failed.took} ms`)
  server.close()
  await close()
})

t.test('a name with several addresses: that nobody listens says more than that there is no route', async t => {
  const { port, close } = await listenRefused({ host: '127.0.0.1', port: 0 })
  using client = clientFor(`http://app.test:${port}`, { lookup: resolvingTo('127.0.0.1', '127.255.255.255') })
  t.equal(inShort(await ask(client)), 'refused')
  await close()
})

t.test('localhost is called wherever it listens', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(`http://localhost:${upstream.port}`)
  t.equal((await ask(client)).body, 'ok')
})

t.test('a unix socket', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'app.sock')
  using missing = clientFor(`unix:${path}`)
  const told = await ask(missing)
  t.match(told.failure, { code: 'socket-missing', type: 'connection_refused', status: 502, phase: 'connect' })
  t.equal(told.failure?.message, `no socket at unix:${path}`)
  const server = createServer(socket => socket.on('data', () => socket.write(OK)))
  server.listen(path)
  await once(server, 'listening')
  t.teardown(() => server.close())
  using client = clientFor(`unix:${path}`)
  t.equal((await ask(client)).body, 'ok')
  const again = await ask(client)
  t.same([again.call.reused, again.call.address], [true, `unix:${path}`])
  if (process.getuid?.() === 0) return
  await chmod(path, 0)
  using forbidden = clientFor(`unix:${path}`)
  t.match((await ask(forbidden)).failure, { code: 'socket-forbidden', type: 'connection_refused' })
})

t.test('a file that is no socket, and a folder, are told like a socket that is missing', async t => {
  for (const path of [import.meta.filename, tmpdir()]) {
    using client = clientFor(`unix:${path}`)
    t.equal((await ask(client)).failure?.type, 'connection_refused', inShort(await ask(client)))
  }
})
