import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import t from 'tap'
import { makeCertificate } from '../../src/faces/index.js'
import { ending, only, played, rawGateway, received, request } from './played.js'

const OK = 'HTTP/1.1 200 OK\r\n'
const certificate = makeCertificate(['other.example.com'])

/** A gateway that speaks TLS; a test does with it, and with the connection below, what it likes. */
async function tlsGateway(answers: (tls: TLSSocket, raw: Socket) => void, options: object = {}) {
  const asked: string[] = []
  const names: unknown[] = []
  const secureContext = createSecureContext({ ...certificate, ...options })
  const gateway = await rawGateway(raw => {
    const tls = new TLSSocket(raw, { isServer: true, secureContext, ALPNProtocols: Buffer.from('\x08http/1.1') })
    tls.on('error', () => undefined)
    tls.on('data', bytes => {
      asked.push(String(bytes))
      names.push((tls as { servername?: unknown }).servername, tls.alpnProtocol)
      answers(tls, raw)
    })
  })
  return { ...gateway, tls: { servername: 'shop.example.com' }, asked, names }
}

const after = (bytes: string, then: (tls: TLSSocket, raw: Socket) => void) => (tls: TLSSocket, raw: Socket) => {
  if (bytes === '') then(tls, raw)
  else tls.write(bytes, () => setTimeout(then, 20, tls, raw))
}
const nothing = () => undefined
const notified = (tls: TLSSocket) => tls.end()
const torn = (_: TLSSocket, raw: Socket) => raw.destroy()
const rst = (_: TLSSocket, raw: Socket) => raw.resetAndDestroy()

const ENDINGS = [
  ['a whole answer is whole', after(`${OK}Content-Length: 4\r\n\r\nfour`, nothing), 'whole true 4'],
  ['close_notify ends a body without length', after(`${OK}\r\nfour`, notified), 'whole true 4'],
  ['a FIN alone cuts a body without length', after(`${OK}\r\nfour`, torn), 'cut false 4'],
  ['a RST is a RST', after(`${OK}\r\nfour`, rst), 'reset false 4'],
  ['half a body and close_notify is cut', after(`${OK}Content-Length: 9\r\n\r\nfour`, notified), 'cut false 4'],
  ['half a body and FIN is cut', after(`${OK}Content-Length: 9\r\n\r\nfour`, torn), 'cut false 4'],
  ['close_notify before any byte is closed', after('', notified), 'closed false 0'],
  ['FIN before any byte is closed', after('', torn), 'closed false 0'],
  ['RST before any byte is reset', after('', rst), 'reset false 0'],
  ['words that are no TLS cut an answer', after(`${OK}\r\nfour`, (_, raw) => raw.write('what?')), 'cut false 4']
] as const

for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
  for (const [title, answers, expected] of ENDINGS) {
    t.test(`${title} (${maxVersion})`, async t => {
      await using gateway = await tlsGateway(answers, { maxVersion })
      t.equal(ending(await played(gateway, [request()])), expected)
    })
  }
}

t.test('a gateway in TLS is asked under its name, and for the host that the request names', async t => {
  await using gateway = await tlsGateway(after(`${OK}Content-Length: 2\r\n\r\nok`, nothing))
  const fields = ['Host', 'api.example.com']
  const sights = await played(gateway, [request({ fields }), request({ index: 1, fields, connection: 'same' })])
  t.same(gateway.asked, Array(2).fill('GET / HTTP/1.1\r\nHost: api.example.com\r\n\r\n'))
  t.same(gateway.names.slice(0, 2), ['shop.example.com', 'http/1.1'])
  t.match(only(sights, 'connected'), [{ reused: false }, { reused: true }])
})

t.test('a gateway that is an address is asked without a name', async t => {
  await using gateway = await tlsGateway(after(`${OK}Content-Length: 2\r\n\r\nok`, nothing))
  const address = { host: gateway.host, port: gateway.port, tls: { servername: '127.0.0.1' } }
  t.equal(ending(await played(address, [request()])), 'whole true 2')
  t.notOk(gateway.names[0])
})

t.test('a long answer in TLS comes whole', async t => {
  const size = 1_000_000
  await using gateway = await tlsGateway(after(`${OK}Content-Length: ${size}\r\n\r\n${'x'.repeat(size)}`, nothing))
  t.equal(ending(await played(gateway, [request()])), `whole true ${size}`)
})

t.test('a gateway that cannot do TLS is not reached', async t => {
  for (const answers of [(raw: Socket) => raw.write('HTTP/1.1 400 Bad\r\n\r\n'), (raw: Socket) => raw.end()]) {
    await using gateway = await rawGateway(raw => raw.once('data', () => answers(raw)))
    const sights = await played({ host: gateway.host, port: gateway.port, tls: { servername: 'a' } }, [request()])
    t.equal(ending(sights), 'refused false 0')
  }
})

t.test('what is said first is said before the request, and before TLS', async t => {
  const preface = 'PROXY TCP4 10.0.0.1 10.0.0.2 1234 443\r\n'
  for (const tls of [undefined, { servername: 'shop.example.com' }]) {
    let first = ''
    const server = createServer(raw => {
      raw.once('data', bytes => {
        first = bytes.toString('latin1')
        raw.resetAndDestroy()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const sights = await played({ host: '127.0.0.1', port, preface, ...(tls && { tls }) }, [request()])
    t.ok(first.startsWith(preface))
    const [sent] = only(sights, 'sent')
    if (tls === undefined) t.match(Buffer.from(sent?.bytes ?? '', 'base64').toString(), /^GET /, 'it is no part of it')
    server.close()
  }
})

t.test('a RST is seen every time, and what came before it counts', async t => {
  await using gateway = await tlsGateway(after(`${OK}\r\nfour`, rst))
  for (let round = 0; round < 40; round++) {
    const sights = await played(gateway, [request()])
    if (ending(sights) !== 'reset false 4' || received(sights) !== `${OK}\r\nfour`) t.fail(ending(sights))
  }
})
