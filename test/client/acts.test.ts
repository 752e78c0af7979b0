import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { createMarks } from '../../src/core/marks.js'
import { answering, ending, get, only, played, rawGateway, request } from './played.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

t.test('a request goes out exactly as planned, in one write', async t => {
  const asked: string[] = []
  await using gateway = await rawGateway(socket => {
    socket.on('data', bytes => {
      asked.push(bytes.toString())
      socket.write(OK)
    })
  })
  const fields = ['X-One', '1', 'x-one', 'zwei ü']
  const sights = await played(gateway, [request({ method: 'POST', path: '/a b?c', fields, body: 'grün' })])
  const host = `Host: 127.0.0.1:${gateway.port}`
  const expected = `POST /a b?c HTTP/1.1\r\n${host}\r\nX-One: 1\r\nx-one: zwei ü\r\nContent-Length: 5\r\n\r\ngrün`
  t.strictSame(asked, [expected])
  const [sent] = only(sights, 'sent')
  t.equal(Buffer.from(sent?.bytes ?? '', 'base64').toString(), expected)
  t.equal(sent?.size, Buffer.byteLength(expected))
})

t.test('a POST without a body says so', async t => {
  let asked = ''
  await using gateway = await rawGateway(socket => {
    socket.on('data', bytes => {
      asked += bytes.toString()
      socket.write(OK)
    })
  })
  await played(gateway, [request({ method: 'POST' })])
  t.match(asked, /\r\nContent-Length: 0\r\n\r\n$/)
})

t.test('a scenario writes its own Host and framing when it wants to', async t => {
  let asked = ''
  await using gateway = await rawGateway(socket => {
    socket.on('data', bytes => {
      asked += bytes.toString()
      socket.write(OK)
    })
  })
  const fields = ['host', 'a', 'Transfer-Encoding', 'chunked']
  await played(gateway, [request({ method: 'PUT', fields, body: '0\r\n\r\n', version: '1.0' })])
  t.equal(asked, 'PUT / HTTP/1.0\r\nhost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')
})

const REUSE: readonly [string, string, object, boolean][] = [
  ['a connection that was left open is used again', OK, {}, true],
  ['not after Connection: close', OK.replace('\r\n', '\r\nConnection: x, Close\r\n'), {}, false],
  ['not when the client itself had said close', OK, { fields: ['Connection', 'close'] }, false],
  ['not after an answer in HTTP/1.0', OK.replace('1.1', '1.0'), {}, false],
  ['but after one that says keep-alive', OK.replace('1.1 200 OK', '1.0 200 OK\r\nConnection: keep-alive'), {}, true],
  ['not after a request in HTTP/1.0', OK, { version: '1.0' }, false],
  ['not after bytes that belong to no answer', `${OK}more`, {}, false]
]

for (const [title, answer, first, reused] of REUSE) {
  t.test(title, async t => {
    let connections = 0
    await using gateway = await rawGateway((socket, index) => {
      connections = index + 1
      answering(answer)(socket, index)
    })
    const sights = await played(gateway, [request(first), request({ index: 1, connection: 'same' })])
    t.strictSame(
      only(sights, 'connected').map(sight => sight.reused),
      [false, reused]
    )
    t.strictSame(
      only(sights, 'ended').map(sight => sight.how),
      ['whole', 'whole']
    )
    t.equal(connections, reused ? 1 : 2)
  })
}

t.test('a connection that the gateway closed in the meantime is replaced', async t => {
  const marks = createMarks()
  await using gateway = await rawGateway((socket, index) => {
    socket.on('data', () => (index === 0 ? socket.end(OK) : socket.write(OK)))
    socket.on('finish', async () => {
      // The FIN is with the kernel: so many turns of the loop, and the client has read it.
      for (let turn = 0; turn < 5; turn++) await setImmediate()
      marks.set('closed')
    })
  })
  const acts = [request(), { act: 'await', mark: 'closed' } as const, request({ index: 1, connection: 'same' })]
  const sights = await played(gateway, acts, { marks })
  t.strictSame(
    only(sights, 'connected').map(sight => sight.reused),
    [false, false]
  )
})

t.test('requests together are all on their way before any is answered', async t => {
  const sockets: (() => void)[] = []
  await using gateway = await rawGateway(socket => {
    socket.on('data', () => {
      sockets.push(() => socket.write(OK))
      if (sockets.length === 50) for (const answer of sockets) answer()
    })
  })
  const requests = Array.from({ length: 50 }, (_, index) => get(index))
  const warnings: Error[] = []
  const warned = (warning: Error) => warnings.push(warning)
  process.on('warning', warned)
  const sights = await played(gateway, [{ act: 'together', requests }])
  process.off('warning', warned)
  t.equal(only(sights, 'ended').filter(sight => sight.how === 'whole').length, 50)
  t.strictSame(warnings, [])
})

t.test('a request that goes on beside does not hold up what follows, and is waited for at the end', async t => {
  const marks = createMarks()
  await using gateway = await rawGateway((socket, index) => {
    socket.on('data', async () => {
      if (index === 0) await marks.wait('second-done', new AbortController().signal)
      socket.write(OK)
    })
  })
  const acts = [request({ beside: true }), request({ index: 1 }), { act: 'mark', name: 'second-done' } as const]
  const sights = await played(gateway, acts, { marks })
  t.strictSame(
    only(sights, 'ended').map(({ request, how }) => [request, how]),
    [
      [1, 'whole'],
      [0, 'whole']
    ]
  )
})

t.test('an await holds the client until the other side has set the mark', async t => {
  const marks = createMarks()
  let asked = false
  await using gateway = await rawGateway(socket => {
    socket.on('data', () => {
      asked = true
      socket.write(OK)
    })
  })
  const run = played(gateway, [{ act: 'await', mark: 'go' }, request()], { marks })
  await setImmediate()
  t.equal(asked, false)
  marks.set('go')
  t.equal(ending(await run), 'whole true 0')
})

t.test('no connection is left when the client is done', async t => {
  let closed: Promise<unknown> | undefined
  await using gateway = await rawGateway((socket, index) => {
    closed = once(socket, 'close')
    socket.on('end', () => socket.end())
    answering(OK)(socket, index)
  })
  await played(gateway, [request()])
  await closed
  t.pass('the gateway saw its connection end')
})

t.test('a body goes out in pieces, the first with the head, until nobody wants more', async t => {
  const every = 100
  for (const [answersAfter, pieces] of [
    [40, 4],
    [15, 2]
  ] as const) {
    let asked = ''
    await using gateway = await rawGateway(socket => {
      socket.on('data', bytes => {
        asked += bytes.toString()
        const [, body = ''] = asked.split('\r\n\r\n')
        if (body.length >= answersAfter) socket.write(OK)
      })
    })
    const slow = request({ method: 'POST', body: 'x'.repeat(40), pace: { pieces: 4, every } })
    const sights = await played(gateway, [slow])
    const sent = only(sights, 'sent').map(({ size }) => size)
    t.equal(sent.length, 1)
    t.same(
      only(sights, 'piece').map(({ size }) => size),
      Array(pieces - 1).fill(10)
    )
    t.match(asked, new RegExp(`Content-Length: 40\r\n\r\nx{${pieces * 10}}$`))
  }
})

t.test('the pieces of a body are never sooner than they may be', async t => {
  const times: number[] = []
  await using gateway = await rawGateway(socket => {
    socket.on('data', bytes => {
      times.push(performance.now())
      if (bytes.toString().endsWith('c')) socket.write(OK)
    })
  })
  await played(gateway, [request({ method: 'POST', body: 'abc', pace: { pieces: 3, every: 25 } })])
  const first = times.at(0) ?? 0
  t.ok((times.at(-1) ?? 0) - first >= 45, `${times.map(time => time - first)}`)
})
