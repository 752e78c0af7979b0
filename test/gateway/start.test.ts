import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { type RunningGateway, startGateway } from '../../src/gateway/index.js'
import { AUTHORITY, GOOD } from './upstream-client/certificates.js'
import { ask, gatewayTo } from './wire.js'

const logger = pino({ level: 'silent' })
const upstream = 'http://127.0.0.1:1'

t.test('port 0 takes a free port, and closing frees it', async t => {
  const gateway = await startGateway({ upstream, port: 0, logger })
  t.equal(gateway.url, `http://127.0.0.1:${gateway.port}`)
  await gateway.close()
  const again = await startGateway({ upstream, port: gateway.port, logger })
  t.equal(again.port, gateway.port)
  await again.close()
})

t.test('a port that is taken is told as such, with what to do', async t => {
  await using gateway = await startGateway({ upstream, port: 0, logger })
  await t.rejects(startGateway({ upstream, port: gateway.port, logger }), {
    code: 'port-busy',
    message: `port ${gateway.port} of 127.0.0.1 is taken by another program`
  })
})

t.test('an upstream that is no address is refused before anything listens', async t => {
  await t.rejects(startGateway({ upstream: 'nonsense', port: 0, logger }), /upstream "nonsense"/)
})

t.test('a gateway can stand in front of a unix socket', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash-'))
  const path = join(folder, 'socket')
  let received = ''
  const server = createServer(socket => {
    socket.on('data', chunk => {
      received += chunk
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    })
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(path, resolve))
  t.teardown(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })
  const gateway = await gatewayTo(t, 0, { upstream: `unix:${path}` })
  const { text } = await ask(t, gateway.port, 'GET / HTTP/1.0\r\n\r\n')
  t.match(text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
  t.match(received, /\r\nHost: localhost\r\n/)
  t.match(await gateway.line(0), { upstream: `unix:${path}` })
})

t.test('a gateway in front of an https upstream verifies its certificate', async t => {
  const server = createHttpsServer(GOOD, (_request, response) => response.end('ok')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const upstream = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const known = await gatewayTo(t, 0, { upstream, tls: { ca: AUTHORITY } })
  t.match((await ask(t, known.port, 'GET / HTTP/1.0\r\n\r\n')).text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
  const unknown = await gatewayTo(t, 0, { upstream })
  const { text } = await ask(t, unknown.port, 'GET / HTTP/1.0\r\n\r\n')
  t.match(text, /^HTTP\/1\.1 502 [\s\S]*; error=tls_certificate_error\r\n/)
})

t.test('a name that is empty and limits that are no durations are refused before anything listens', async t => {
  const nonsense = [
    { name: '' },
    { timeouts: { read: Number.NaN } },
    { timeouts: { connect: -1 } },
    { clientSilence: -1 }
  ]
  for (const options of nonsense) await t.rejects(startGateway({ upstream, port: 0, ...options }), { code: 'usage' })
})

t.test('a limit that is given as undefined is the default, and the log may go to whatever has a write', async t => {
  let gateway: RunningGateway | undefined
  t.teardown(() => gateway?.close())
  await new Promise<void>((resolve, reject) => {
    const write = (line: string) => (JSON.parse(line).error === 'connection_refused' ? resolve() : undefined)
    const limits = { timeouts: { read: undefined }, limits: { headSize: undefined } }
    startGateway({ upstream, port: 0, ...limits, logger: { write } }).then(started => {
      gateway = started
      return ask(t, started.port, 'GET / HTTP/1.0\r\n\r\n')
    }, reject)
  })
})
