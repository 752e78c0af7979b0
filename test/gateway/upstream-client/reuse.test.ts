import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { ask, clientFor, inShort, RawUpstream, request, TIMEOUTS, upload } from './raw-upstream.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

function answer(lines: string, version = '1.1'): string {
  return `HTTP/${version} 200 OK\r\nContent-Length: 2\r\n${lines}\r\nok`
}

/** How many connections two requests after one another needed. */
async function connectionsForTwo(bytes: string, timeouts = TIMEOUTS): Promise<number> {
  await using upstream = await RawUpstream.answering(bytes)
  using client = clientFor(upstream.url, { timeouts })
  await ask(client)
  await ask(client)
  return upstream.sockets.length
}

t.test('a connection is used again', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(upstream.url)
  const calls = [await ask(client), await ask(client), await ask(client)]
  t.same(
    calls.map(({ call }) => call.reused),
    [false, true, true]
  )
  t.equal(upstream.sockets.length, 1)
  t.equal(calls[1]?.call.address, `127.0.0.1:${upstream.port}`)
})

t.test('HTTP/1.0 with keep-alive stays open, without it does not; close closes', async t => {
  t.equal(await connectionsForTwo(answer('Connection: keep-alive\r\n', '1.0')), 1)
  t.equal(await connectionsForTwo(answer('', '1.0')), 2)
  t.equal(await connectionsForTwo(answer('Connection: close\r\n')), 2)
  t.equal(await connectionsForTwo(answer('Connection: X-A, Close\r\n')), 2)
})

t.test('a keepalive of zero keeps none, and says so to the upstream', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, keepalive: 0 } })
  await ask(client)
  await ask(client)
  t.equal(upstream.sockets.length, 2)
  t.match(upstream.heard, /\r\nConnection: close\r\n/)
})

t.test('an unused connection is closed when the keepalive limit is reached, and not before', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, keepalive: 200 } })
  await ask(client)
  const began = performance.now()
  await once(upstream.sockets[0] as Socket, 'end')
  const took = performance.now() - began
  t.ok(took >= 198 && took < 400, `${took} ms`)
})

t.test('the limit is counted from the last use', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, keepalive: 200 } })
  await ask(client)
  await sleep(120)
  await ask(client)
  await sleep(120)
  await ask(client)
  t.equal(upstream.sockets.length, 1)
})

t.test('what the upstream says about its patience is believed, with a margin', async t => {
  await using upstream = await RawUpstream.answering(answer('Keep-Alive: timeout=1, max=100\r\n'))
  using client = clientFor(upstream.url)
  await ask(client)
  const began = performance.now()
  await once(upstream.sockets[0] as Socket, 'end')
  const took = performance.now() - began
  t.ok(took >= 490 && took < 900, `${took} ms, before the announced second is over`)
  t.equal(await connectionsForTwo(answer('Keep-Alive: timeout=0\r\n')), 2)
})

t.test('the connection used last is used first', async t => {
  const sockets: Socket[] = []
  await using upstream = await RawUpstream.start(socket => {
    sockets.push(socket)
    const mine = sockets.length
    socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${mine}`))
  })
  using client = clientFor(upstream.url)
  await Promise.all([ask(client), ask(client)])
  const first = await ask(client)
  const second = await ask(client)
  t.equal(first.body, second.body, 'one of the two idles and may be closed')
  t.equal(upstream.sockets.length, 2)
})

t.test('bytes behind a complete answer never reach anybody', async t => {
  const stray = `${OK}HTTP/1.1 500 Poison\r\nContent-Length: 0\r\n\r\n`
  await using upstream = await RawUpstream.answering(stray)
  using client = clientFor(upstream.url)
  for (let count = 0; count < 3; count++) {
    const told = await ask(client)
    t.same([inShort(told), told.body], ['200', 'ok'])
  }
  t.equal(upstream.sockets.length, 3)
})

t.test('a body behind a head that has none never reaches anybody', async t => {
  await using upstream = await RawUpstream.answering('HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 500 Poison\r\n\r\n')
  using client = clientFor(upstream.url)
  t.same([inShort(await ask(client)), inShort(await ask(client))], ['204', '204'])
  t.equal(upstream.sockets.length, 2)
})

t.test('bytes on an idle connection end it', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(upstream.url)
  await ask(client)
  const [socket] = upstream.sockets
  const ended = once(socket as Socket, 'end')
  socket?.write('HTTP/1.1 500 Poison\r\nContent-Length: 0\r\n\r\n')
  await ended
  t.equal(inShort(await ask(client)), '200')
  t.equal(upstream.sockets.length, 2)
})

t.test(
  'an idle connection that the upstream ends is dropped at once, and the next request does not meet it',
  async t => {
    for (const leave of ['end', 'resetAndDestroy'] as const) {
      await using upstream = await RawUpstream.answering(OK)
      using client = clientFor(upstream.url)
      await ask(client)
      upstream.sockets[0]?.[leave]()
      await sleep(50)
      const told = await ask(client, upload('x'))
      t.same([inShort(told), told.call.reused], ['200', false])
    }
  }
)

t.test('a dead connection that nobody has noticed yet costs a GET a second attempt, and a POST its answer', async t => {
  for (const leave of ['destroy', 'resetAndDestroy'] as const) {
    await using upstream = await RawUpstream.answering(OK)
    using client = clientFor(upstream.url)
    await ask(client)
    upstream.sockets[0]?.[leave]()
    const get = await ask(client)
    t.same([inShort(get), get.call.attempts], ['200', 2])
    upstream.sockets[1]?.[leave]()
    const post = await ask(client, upload('once'))
    t.same([post.failure?.type, post.call.attempts], ['connection_terminated', 1])
  }
})

/** An upstream that answers the first request of a connection, and leaves in that way when the second one comes. */
function leavingOnReuse(leave: (socket: Socket) => void): Promise<RawUpstream> {
  return RawUpstream.start((socket, count) => {
    let asked = 0
    socket.on('data', () => {
      asked++
      if (count === 1 && asked === 2) leave(socket)
      else socket.write(OK)
    })
  })
}

t.test('GET and HEAD are asked once more when an old connection dies without a word', async t => {
  for (const leave of ['end', 'resetAndDestroy'] as const) {
    for (const method of ['GET', 'HEAD']) {
      await using upstream = await leavingOnReuse(socket => socket[leave]())
      using client = clientFor(upstream.url)
      await ask(client)
      const told = await ask(client, request({ method }))
      t.same([inShort(told), told.call.attempts, told.call.reused], ['200', 2, false])
    }
  }
})

t.test('the second attempt is the last one', async t => {
  await using upstream = await RawUpstream.start((socket, count) => {
    let asked = 0
    socket.on('data', () => {
      asked++
      if (count === 1 && asked === 1) socket.write(OK)
      else socket.end()
    })
  })
  using client = clientFor(upstream.url)
  await ask(client)
  const told = await ask(client)
  t.same([inShort(told), told.call.attempts], ['closed-before-head', 2])
  t.equal(upstream.sockets.length, 2)
})

t.test('nothing else is ever asked twice', async t => {
  const unsafe = [
    () => request({ method: 'POST' }),
    () => request({ method: 'PUT' }),
    () => request({ method: 'DELETE' }),
    () => request({ method: 'OPTIONS' }),
    () => upload('x', { method: 'GET' })
  ]
  for (const outgoing of unsafe) {
    await using upstream = await leavingOnReuse(socket => socket.end())
    using client = clientFor(upstream.url)
    await ask(client)
    const told = await ask(client, outgoing())
    t.equal(told.failure?.type, 'connection_terminated')
    t.equal(told.call.attempts, 1)
    t.equal(upstream.sockets.length, 1)
  }
})

t.test(
  'a GET is not asked twice when the answer had begun, when it was late, or when the connection was new',
  async t => {
    for (const beginning of ['H', 'HTTP/1.1 100 Continue\r\n\r\n']) {
      await using upstream = await leavingOnReuse(socket => socket.end(beginning))
      using client = clientFor(upstream.url)
      await ask(client)
      t.equal((await ask(client)).call.attempts, 1)
    }
    await using silent = await leavingOnReuse(() => undefined)
    using patient = clientFor(silent.url, { timeouts: { ...TIMEOUTS, read: 100 } })
    await ask(patient)
    const late = await ask(patient)
    t.same([inShort(late), late.call.attempts], ['no-head', 1])
    await using closing = await RawUpstream.start(socket => socket.on('data', () => socket.end()))
    using client = clientFor(closing.url)
    t.equal((await ask(client)).call.attempts, 1)
  }
)

t.test('whoever abandons a call after its end does not hurt the connection', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(upstream.url)
  const first = await ask(client)
  const second = ask(client)
  first.call.abandon()
  first.call.resume()
  t.equal(inShort(await second), '200')
})

t.test('destroy ends idle and busy connections; what was under way fails', async t => {
  await using upstream = await RawUpstream.start((socket, count) => {
    if (count === 1) socket.on('data', () => socket.write(OK))
  })
  const client = clientFor(upstream.url)
  const [idle] = [await ask(client), await ask(client, request({ target: '/again' }))]
  t.equal(inShort(idle), '200')
  const busy = Promise.all([ask(client), ask(client)])
  client.destroy()
  t.same((await busy).map(inShort), ['gateway-stopped', 'gateway-stopped'])
  t.equal(inShort(await ask(client)), 'gateway-stopped')
})
