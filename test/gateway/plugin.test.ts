import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { pino } from 'pino'
import t from 'tap'
import { gatewayPlugin } from '../../src/gateway/index.js'
import { answering, ask, rawUpstream, type Teardown } from './wire.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

async function appTo(t: Teardown, upstreamPort: number, prefix: string) {
  const lines: { target?: string; reqId?: string }[] = []
  const write = (text: string) => lines.push(JSON.parse(text))
  const app = Fastify({ loggerInstance: pino({}, { write }), forceCloseConnections: true })
  app.get('/own', async () => 'mine')
  app.addHook('preHandler', async (request, reply) => {
    if (request.headers['x-key'] === 'wrong') await reply.code(401).send('no')
  })
  await app.register(gatewayPlugin, { prefix, upstream: `http://127.0.0.1:${upstreamPort}`, name: 'inner' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  return { app, port: (app.server.address() as AddressInfo).port, lines }
}

t.test(
  'under a prefix of an app, requests go to the upstream without the prefix, and the rest stays with the app',
  async t => {
    const upstream = await answering(t, OK)
    const { port } = await appTo(t, upstream.port, '/api')
    const { text } = await ask(t, port, 'GET /api/a%20b?x=%2F HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
    t.match(text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
    t.match(upstream.wires[0]?.text, /^GET \/a%20b\?x=%2F HTTP\/1\.1\r\nHost: h\r\n[\s\S]*Via: 1\.1 inner\r\n/)
    const own = await ask(t, port, 'GET /own HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
    t.match(own.text, /\r\n\r\nmine$/)
  }
)

t.test("the app's hooks hold before the gateway, and its log gets the gateway's line", async t => {
  const upstream = await answering(t, OK)
  const { port, lines } = await appTo(t, upstream.port, '/api')
  const refused = await ask(t, port, 'GET /api/ HTTP/1.1\r\nHost: h\r\nX-Key: wrong\r\nConnection: close\r\n\r\n')
  t.match(refused.text, /^HTTP\/1\.1 401 /)
  t.equal(upstream.wires.length, 0)
  await ask(t, port, 'GET /api/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
  t.match(
    lines.find(line => line.target === '/'),
    { reqId: String, status: 200, phase: 'done' }
  )
})

t.test('a body reaches the upstream unread, though the app could parse it, and would find it too long', async t => {
  for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'a/b']) {
    const upstream = await rawUpstream(t, wire => wire.until(/x<end>$/).then(() => wire.send(OK)))
    const { port } = await appTo(t, upstream.port, '/api')
    const body = `${'x'.repeat(2_000_000)}<end>`
    const head = `POST /api/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`
    const { text } = await ask(t, port, head + body)
    t.match(text, /^HTTP\/1\.1 200 OK\r\n/, type)
  }
})

t.test('closing the app ends the connections to the upstream', async t => {
  const upstream = await answering(t, OK)
  const { app, port } = await appTo(t, upstream.port, '/api')
  await ask(t, port, 'GET /api/ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
  const wire = upstream.wires[0]
  await Promise.all([app.close(), wire && !wire.socket.destroyed ? once(wire.socket, 'close') : undefined])
  t.ok(wire?.socket.destroyed)
})
