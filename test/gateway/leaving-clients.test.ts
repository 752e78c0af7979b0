import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { dial, gatewayTo, rawUpstream, type Wire } from './wire.js'

const GET = 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n'

for (const how of ['destroy', 'resetAndDestroy'] as const) {
  t.test(`a client that leaves before its answer (${how}) ends the work of the upstream at once`, async t => {
    const upstream = await rawUpstream(t, () => undefined)
    const gateway = await gatewayTo(t, upstream.port)
    const client = (await dial(t, gateway.port)).send(GET)
    const behind = await upstream.next()
    await behind.until(/\r\n\r\n/)
    const began = performance.now()
    client.socket[how]()
    await behind.ending
    t.ok(performance.now() - began < 1000)
    const line = await gateway.line(0)
    t.match(line, { level: 40, status: 499, phase: 'head', cause: 'client_gone', target: '/x', bytes: 0 })
    t.equal(line.error, undefined)
    t.match(line.msg, /^the client left after [\d.]+ ms/)
  })

  t.test(`a client that leaves in the middle of its answer (${how}) ends it at once`, async t => {
    const upstream = await rawUpstream(t, wire => wire.send('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'))
    const gateway = await gatewayTo(t, upstream.port)
    const client = (await dial(t, gateway.port)).send(GET)
    await client.until(/abc$/)
    client.socket[how]()
    await upstream.wires[0]?.ending
    t.match(await gateway.line(0), { level: 40, status: 200, phase: 'body', cause: 'client_gone', bytes: 3 })
  })
}

for (const [how, upload] of [
  ['destroy', 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'],
  ['resetAndDestroy', 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'],
  ['destroy', 'Content-Length: 10\r\n\r\nabc'],
  ['resetAndDestroy', 'Content-Length: 10\r\n\r\nabc']
] as const) {
  t.test(`a client that leaves in the middle of its upload (${how}) does not make it look complete`, async t => {
    const upstream = await rawUpstream(t, () => undefined)
    const gateway = await gatewayTo(t, upstream.port)
    const client = (await dial(t, gateway.port)).send(`POST / HTTP/1.1\r\nHost: a\r\n${upload}`)
    const behind = await upstream.next()
    await behind.until(/abc/)
    client.socket[how]()
    await behind.ending
    t.notMatch(behind.text, /0\r\n\r\n$/)
    t.match(await gateway.line(0), { level: 40, status: 499, cause: 'client_gone' })
  })
}

t.test('a client that resets while its upload waits for the upstream is noticed', async t => {
  const upstream = await rawUpstream(t, wire => wire.socket.pause())
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 90000000\r\n\r\n')
  client.socket.write(Buffer.alloc(30_000_000))
  await untilStill(client)
  client.socket.resetAndDestroy()
  t.match(await gateway.line(0), { status: 499, phase: 'send', cause: 'client_gone' })
})

t.test('a client that closes its half of the connection counts as one that leaves: the two look the same', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(GET)
  const behind = await upstream.next()
  await behind.until(/\r\n\r\n/)
  client.socket.end()
  await behind.ending
  t.equal(await client.ending, 'fin')
  t.equal(client.text, '')
  t.match(await gateway.line(0), { status: 499, cause: 'client_gone' })
})

t.test('the requests that a leaving client had pipelined are never sent', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(`${GET}GET /never HTTP/1.1\r\nHost: a\r\n\r\n`)
  const behind = await upstream.next()
  await behind.until(/\r\n\r\n/)
  client.socket.destroy()
  await behind.ending
  await gateway.line(0)
  t.equal(upstream.wires.length, 1)
  t.notMatch(behind.text, /never/)
})

t.test('a gateway that closes ends what is under way, on both sides', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send(GET)
  const behind = await upstream.next()
  await behind.until(/\r\n\r\n/)
  await gateway.close()
  await Promise.all([client.ending, behind.ending])
  const socket = connect(gateway.port, '127.0.0.1')
  const [error] = await once(socket, 'error')
  t.match(error, { code: 'ECONNREFUSED' })
})

/** Waits until nothing more of what the client writes is taken. */
async function untilStill({ socket }: Wire): Promise<void> {
  for (let written = -1; written !== socket.bytesWritten - socket.writableLength; ) {
    written = socket.bytesWritten - socket.writableLength
    await delay(300)
  }
}
