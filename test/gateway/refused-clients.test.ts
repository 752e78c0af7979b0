import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { createGateway } from '../../src/gateway/app.js'
import { answering, dial, gatewayTo, type Teardown } from './wire.js'

const EARLY = 'HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno'
const POST = 'POST / HTTP/1.1\r\nHost: a\r\n'

/** A gateway in front of an upstream that answers before a body is through. */
async function gateway(t: Teardown) {
  const upstream = await answering(t, EARLY)
  const app = createGateway({ upstream: `http://127.0.0.1:${upstream.port}`, logger: { write: () => undefined } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return { server: app.server, port: (app.server.address() as AddressInfo).port }
}

function timers(): number {
  return process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length
}

for (const [title, request] of [
  ['whose request was broken', 'GET / HTTP/9.9\r\n\r\n'],
  ['whose upload was broken', `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ['whose upload was not wanted', `${POST}Content-Length: 10\r\n\r\nabc`]
] as const) {
  t.test(`a client ${title} is let go as soon as it leaves, and nothing waits for it`, async t => {
    const { server, port } = await gateway(t)
    const before = timers()
    const accepted = once(server, 'connection')
    const client = (await dial(t, port)).send(request)
    const [socket] = await accepted
    await client.until(/^HTTP\/1\.1 (400|413|505) [\s\S]*\r\n\r\n./)
    const began = performance.now()
    const closed = once(socket, 'close')
    client.socket.destroy()
    await closed
    t.ok(performance.now() - began < 1000)
    t.ok(timers() <= before, 'no timer is left')
  })
}

for (const [title, head] of [
  ['an early answer', 'Connection: close\r\n'],
  ['a refusal', 'Host: b\r\n']
] as const) {
  t.test(`${title} reaches a client that goes on sending, and then reads the end of the connection`, async t => {
    const { port } = await gateway(t)
    const client = await dial(t, port)
    client.send(`${POST}${head}Content-Length: 30000000\r\n\r\n`)
    client.socket.write(Buffer.alloc(30_000_000))
    await client.until(/^HTTP\/1\.1 (400|413) [\s\S]*\r\n\r\n/)
    t.equal(await client.ending, 'fin')
  })
}

t.test('what follows a refused request on its connection is no request any more', async t => {
  const upstream = await answering(t, EARLY)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(`${POST}Host: b\r\nContent-Length: 5\r\n\r\n`)
  await client.until(/^HTTP\/1\.1 400 /)
  client.send('abcdeGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.ending
  t.equal(client.text.split('HTTP/1.1 ').length, 2)
  t.equal(upstream.wires.length, 0)
})
