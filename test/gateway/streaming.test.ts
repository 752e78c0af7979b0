import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { gatewayTo, rawUpstream } from './wire.js'

const SIZE = 256 * 1024 * 1024
const PIECE = Buffer.alloc(64 * 1024, 'x')
/** Generous: the buffers of four sockets, and garbage that nobody has collected yet, whose amount differs between versions of Node. */
const BOUND = SIZE / 2

/** Writes so many bytes as fast as they are taken; tells how many were taken so far. */
function pour(socket: Socket, size: number): { taken: number; done: Promise<void> } {
  const state = { taken: 0, done: Promise.resolve() }
  async function all(): Promise<void> {
    while (state.taken < size && !socket.destroyed) {
      if (!socket.write(PIECE)) await drained(socket)
      state.taken += PIECE.length
    }
  }
  state.done = all()
  return state
}

/** Until more is taken, or nothing ever will be. */
function drained(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const conclude = () => {
      socket.off('drain', conclude).off('close', conclude)
      resolve()
    }
    socket.on('drain', conclude).on('close', conclude)
  })
}

/** Waits until a number has stopped growing. */
async function settled(read: () => number): Promise<number> {
  for (let last = -1; ; ) {
    const now = read()
    if (now === last) return now
    last = now
    await pause(300)
  }
}

/** Counts what comes, and throws it away. */
function count(socket: Socket): { bytes: number } {
  const counter = { bytes: 0 }
  socket.on('data', chunk => {
    counter.bytes += chunk.length
  })
  return counter
}

async function memory(): Promise<number> {
  await pause(10)
  return process.memoryUsage.rss()
}

t.test('a large answer waits for a slow client instead of filling the memory, and arrives whole', async t => {
  let poured = { taken: 0, done: Promise.resolve() }
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/\r\n\r\n/)
    wire.send(`HTTP/1.1 200 OK\r\nContent-Length: ${SIZE}\r\n\r\n`)
    poured = pour(wire.socket, SIZE)
  })
  const gateway = await gatewayTo(t, upstream.port, { timeouts: { read: 1000 } })
  const before = await memory()
  const client = connect(gateway.port, '127.0.0.1')
  t.teardown(() => client.destroy())
  client.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  await once(client, 'readable')
  const held = await settled(() => poured.taken)
  t.ok(held < 32 * 1024 * 1024, `the upstream could send ${held} bytes that nobody has read`)
  await pause(1100)
  const counter = count(client)
  await once(client, 'close')
  t.ok(counter.bytes > SIZE, 'the silence of the client was not taken for the silence of the upstream')
  const grown = (await memory()) - before
  t.ok(grown < BOUND, `the memory grew by ${grown} bytes`)
  t.match(await gateway.line(0), { status: 200, phase: 'done', bytes: SIZE })
})

t.test('a large upload waits for a slow upstream instead of filling the memory, and arrives whole', async t => {
  const upstream = await rawUpstream(t, () => undefined)
  const gateway = await gatewayTo(t, upstream.port)
  const before = await memory()
  const client = connect(gateway.port, '127.0.0.1')
  t.teardown(() => client.destroy())
  const accepted = upstream.next()
  client.write(`PUT / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${SIZE}\r\n\r\n`)
  const { socket } = await accepted
  socket.removeAllListeners('data').pause()
  const poured = pour(client, SIZE)
  const held = await settled(() => poured.taken)
  t.ok(held < 32 * 1024 * 1024, `the client could send ${held} bytes that nobody has read`)
  const counter = count(socket)
  socket.resume()
  await poured.done
  await settled(() => counter.bytes)
  t.ok(counter.bytes >= SIZE)
  socket.write('HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n')
  const [answer] = await once(client, 'data')
  t.match(String(answer), /^HTTP\/1\.1 201 Created\r\n/)
  const grown = (await memory()) - before
  t.ok(grown < BOUND, `the memory grew by ${grown} bytes`)
})

t.test('a client that takes nothing of its answer for too long loses it', async t => {
  const upstream = await rawUpstream(t, async wire => {
    await wire.until(/\r\n\r\n/)
    wire.send(`HTTP/1.1 200 OK\r\nContent-Length: ${SIZE}\r\n\r\n`)
    await pour(wire.socket, SIZE).done
  })
  const gateway = await gatewayTo(t, upstream.port, { clientSilence: 300 })
  const client = connect(gateway.port, '127.0.0.1')
  t.teardown(() => client.destroy())
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(client, 'readable')
  t.match(await gateway.line(0), { status: 200, phase: 'body', cause: 'client_gone' })
})
