import { once } from 'node:events'
import type { Socket } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import t from 'tap'
import { ask, clientFor, inShort, RawUpstream, request, TIMEOUTS, upload } from './raw-upstream.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

/** What reached an upstream of one request. */
async function heardOf(outgoing: Parameters<typeof ask>[1], until: RegExp): Promise<string> {
  await using upstream = await RawUpstream.start(socket => {
    socket.on('data', () => {
      if (until.test(upstream.heard)) socket.write(OK)
    })
  })
  using client = clientFor(upstream.url)
  await ask(client, outgoing)
  return upstream.heard
}

t.test('a request goes out as it was given, fields in order, case and repetition kept', async t => {
  const fields = ['Host', 'a.test', 'X-B', '1', 'x-b', '2', 'X-Latin', 'caf\xe9']
  const heard = await heardOf(request({ method: 'PROPFIND', target: '/a%20b?c=d&&e=\xe9', fields }), /\r\n\r\n/)
  t.equal(heard, 'PROPFIND /a%20b?c=d&&e=\xe9 HTTP/1.1\r\nHost: a.test\r\nX-B: 1\r\nx-b: 2\r\nX-Latin: caf\xe9\r\n\r\n')
})

t.test('TE is said to hold for this hop only', async t => {
  const heard = await heardOf(request({ fields: ['Host', 'a.test', 'TE', 'trailers'] }), /\r\n\r\n/)
  t.match(heard, /\r\nTE: trailers\r\nConnection: TE\r\n/)
})

t.test('a body with length keeps it', async t => {
  const heard = await heardOf(upload('hello'), /hello/)
  t.equal(heard, 'POST / HTTP/1.1\r\nHost: upstream.test\r\nContent-Length: 5\r\n\r\nhello')
})

t.test('a body without length goes out in chunks, with its trailers', async t => {
  const body = Readable.from([Buffer.from('hel'), Buffer.from('lo, all of you')])
  const trailers = () => ['X-Sum', '42']
  const heard = await heardOf(request({ method: 'POST', body, trailers }), /\r\n0\r\n/)
  t.equal(
    heard,
    'POST / HTTP/1.1\r\nHost: upstream.test\r\nTransfer-Encoding: chunked\r\n\r\n' +
      '3\r\nhel\r\ne\r\nlo, all of you\r\n0\r\nX-Sum: 42\r\n\r\n'
  )
})

t.test('an empty piece of the body does not end it', async t => {
  const body = Readable.from([Buffer.from('a'), Buffer.alloc(0), Buffer.from('b')])
  const heard = await heardOf(request({ method: 'POST', body }), /\r\n0\r\n/)
  t.match(heard, /\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n$/)
})

t.test('a POST without body says that there is none, a GET says nothing', async t => {
  t.match(await heardOf(request({ method: 'POST' }), /\r\n\r\n/), /\r\nContent-Length: 0\r\n/)
  t.notMatch(await heardOf(request(), /\r\n\r\n/), /Content-Length/)
  t.match(await heardOf(request({ bodyLength: 0 }), /\r\n\r\n/), /\r\nContent-Length: 0\r\n/)
})

t.test('head and first bytes of the body leave together', async t => {
  const first: number[] = []
  await using upstream = await RawUpstream.start(socket => {
    socket.on('data', chunk => {
      first.push(chunk.length)
      socket.write(OK)
    })
  })
  using client = clientFor(upstream.url)
  for (let count = 0; count < 3; count++) await ask(client, upload('hello'))
  t.equal(first.length, 3, 'one packet for each request')
})

t.test('a large body arrives whole', async t => {
  const size = 8 * 1024 * 1024
  let taken = 0
  await using upstream = await RawUpstream.start(socket => {
    socket.removeAllListeners('data').on('data', chunk => {
      taken += chunk.length
      if (taken > size) socket.write(OK)
    })
  })
  using client = clientFor(upstream.url)
  const told = await ask(client, upload(Buffer.alloc(size, 'x')))
  t.equal(inShort(told), '200')
})

t.test('of a body that the upstream does not take, no more is read than fits the kernel', async t => {
  const piece = Buffer.alloc(64 * 1024)
  let produced = 0
  const body = new Readable({
    read() {
      produced += piece.length
      this.push(produced > 256 * 1024 * 1024 ? null : piece)
    }
  })
  await using upstream = await RawUpstream.start(socket => socket.pause())
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, write: 300 } })
  const told = await ask(client, request({ method: 'POST', body }))
  t.match(told.failure, { code: 'write-timeout', type: 'connection_write_timeout', status: 504, phase: 'send' })
  t.ok(produced < 32 * 1024 * 1024, `${produced} bytes were read`)
})

t.test('a client that leaves in the middle of its body takes the upstream connection with it', async t => {
  const body = new PassThrough()
  await using upstream = await RawUpstream.start(() => undefined)
  using client = clientFor(upstream.url)
  const told = ask(client, request({ method: 'POST', body, bodyLength: 100 }))
  body.write('some')
  while (!upstream.heard.endsWith('some')) await new Promise(setImmediate)
  const closed = once(upstream.sockets[0] as Socket, 'end')
  body.destroy(new Error('gone'))
  await closed
  t.match((await told).failure, { code: 'request-cut', type: 'http_request_error', status: 400 })
  t.equal(upstream.heard.split('\r\n\r\n')[1], 'some', 'and nothing that could complete it')
})

t.test('a body that is shorter or longer than announced never looks whole', async t => {
  for (const [bytes, bodyLength] of [
    ['four', 5],
    ['sixsix', 5]
  ] as const) {
    await using upstream = await RawUpstream.start(() => undefined)
    using client = clientFor(upstream.url)
    const body = Readable.from([Buffer.from(bytes)])
    t.equal(inShort(await ask(client, request({ method: 'POST', body, bodyLength }))), 'request-cut')
    t.ok((upstream.heard.split('\r\n\r\n')[1] ?? '').length < 5)
  }
})

/** A body that goes on until somebody stops it. */
function endless(piece = 16 * 1024): Readable {
  return new Readable({
    read() {
      setImmediate(() => this.push(Buffer.alloc(piece)))
    }
  })
}

t.test('an early 413 is passed on, also when RST follows it', async t => {
  const early = 'HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlarge'
  const leave: ((socket: Socket) => void)[] = [
    socket => socket.end(early),
    socket => socket.write(early, () => socket.destroy()),
    socket => {
      socket.pause()
      socket.write(early)
      setTimeout(() => socket.resetAndDestroy(), 20)
    }
  ]
  for (const answer of leave) {
    for (let count = 0; count < 20; count++) {
      await using upstream = await RawUpstream.start(socket => socket.once('data', () => answer(socket)))
      using client = clientFor(upstream.url)
      const body = endless()
      const told = await ask(client, request({ method: 'POST', body }))
      t.same([inShort(told), told.body], ['413', 'large'])
      body.destroy()
    }
  }
})

t.test('an early 413 is heard out however many writes fail at once', async t => {
  const early = 'HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlarge'
  for (let count = 0; count < 20; count++) {
    await using upstream = await RawUpstream.start(socket =>
      socket.once('data', () => socket.write(early, () => socket.destroy()))
    )
    using client = clientFor(upstream.url)
    const body = endless(256 * 1024)
    const told = await ask(client, request({ method: 'POST', body, bodyLength: 1e9 }))
    t.same([inShort(told), told.body], ['413', 'large'])
    body.destroy()
  }
})

t.test('after an early answer nothing more is read of the body, and the connection is not used again', async t => {
  await using upstream = await RawUpstream.start(socket =>
    socket.once('data', () => socket.write('HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno'))
  )
  using client = clientFor(upstream.url)
  const body = endless()
  t.equal(inShort(await ask(client, request({ method: 'POST', body }))), '401')
  t.ok(body.isPaused())
  body.destroy()
  await ask(client)
  t.equal(upstream.sockets.length, 2)
})

t.test('an upstream may answer 200 while it reads: both directions go on', async t => {
  await using upstream = await RawUpstream.start(socket => {
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n'))
    socket.on('data', chunk => {
      const text = chunk.toString('latin1')
      if (text.endsWith('four')) socket.write('four')
    })
  })
  using client = clientFor(upstream.url)
  const body = new PassThrough()
  const told = ask(client, request({ method: 'POST', body, bodyLength: 4 }))
  await once(body, 'resume')
  while (!upstream.heard.includes('\r\n\r\n')) await new Promise(setImmediate)
  body.end('four')
  const { head, body: answer } = await told
  t.same([head?.status, answer], [200, 'four'])
})

t.test('an upstream that leaves during an upload', async t => {
  for (const [leave, code] of [
    ['end', 'closed-while-sending'],
    ['resetAndDestroy', 'reset-while-sending']
  ] as const) {
    await using upstream = await RawUpstream.start(socket => socket.once('data', () => socket[leave]()))
    using client = clientFor(upstream.url)
    const body = endless()
    const { failure } = await ask(client, request({ method: 'POST', body }))
    t.match(failure, { type: 'connection_terminated', status: 502, phase: 'send' })
    if (leave === 'end') t.equal(failure?.code, code)
    body.destroy()
  }
})

t.test('an upstream that closes without reading what is stuck on its way', async t => {
  await using upstream = await RawUpstream.start(socket => {
    socket.pause()
    setTimeout(() => socket.end(), 200)
  })
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, write: 3000 } })
  const { failure, took } = await ask(client, upload(Buffer.alloc(32 * 1024 * 1024)))
  t.equal(failure?.code, 'closed-while-sending')
  t.ok(took < 2000, `noticed at once, not at the write limit: ${took} ms`)
})

t.test('a client that waits for 100 Continue gets it, and then its body is sent', async t => {
  await using upstream = await RawUpstream.start(socket => {
    socket.once('data', () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'))
    socket.on('data', chunk => {
      if (chunk.toString().endsWith('hello')) socket.write(OK)
    })
  })
  using client = clientFor(upstream.url)
  const body = new PassThrough()
  const told = await new Promise(resolve => {
    client.send(
      request({ method: 'POST', body, bodyLength: 5, expectsContinue: true, fields: ['Expect', '100-continue'] }),
      {
        interim: status => {
          t.equal(status, 100)
          body.end('hello')
        },
        head: ({ status }) => resolve(status),
        data: () => true,
        end: () => undefined,
        failed: resolve
      }
    )
  })
  t.equal(told, 200)
})

t.test('a final answer instead of 100 is passed on, and the connection is not used again', async t => {
  await using upstream = await RawUpstream.answering('HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n')
  using client = clientFor(upstream.url)
  const body = new PassThrough()
  const told = await ask(client, request({ method: 'POST', body, bodyLength: 5, expectsContinue: true }))
  t.equal(inShort(told), '417')
  await ask(client)
  t.equal(upstream.sockets.length, 2)
})

t.test('an abandoned call ends the upstream connection at once and tells nothing more', async t => {
  await using upstream = await RawUpstream.start(socket =>
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour'))
  )
  using client = clientFor(upstream.url)
  const told: string[] = []
  await new Promise<void>(resolve => {
    const call = client.send(request(), {
      interim: () => told.push('interim'),
      head: () => told.push('head'),
      data: () => {
        told.push('data')
        call.abandon()
        resolve()
        return true
      },
      end: () => told.push('end'),
      failed: () => told.push('failed')
    })
  })
  const began = performance.now()
  await once(upstream.sockets[0] as Socket, 'end')
  t.ok(performance.now() - began < 500)
  t.same(told, ['head', 'data'])
})

t.test('a call that is abandoned before the connection stands is silent', async t => {
  await using upstream = await RawUpstream.answering(OK)
  using client = clientFor(upstream.url)
  const told: string[] = []
  const tell = (what: string) => () => told.push(what) > 0
  const listener = {
    interim: tell('interim'),
    head: tell('head'),
    data: tell('data'),
    end: tell('end'),
    failed: tell('failed')
  }
  client.send(request(), listener).abandon()
  t.equal(inShort(await ask(client)), '200')
  t.same(told, [])
  t.equal(upstream.sockets.length, 1, 'no connection is made for it')
})

t.test('a slow reader slows the upstream down, and loses nothing', async t => {
  const size = 24 * 1024 * 1024
  let written = 0
  await using upstream = await RawUpstream.start(socket => {
    const piece = Buffer.alloc(64 * 1024, 'x')
    const write = (): void => {
      while (written < size) {
        written += piece.length
        if (!socket.write(piece)) return
      }
    }
    socket.on('drain', write)
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`)
      write()
    })
  })
  using client = clientFor(upstream.url)
  let got = 0
  let most = 0
  await new Promise<void>((resolve, reject) => {
    const call = client.send(request(), {
      interim: () => undefined,
      head: () => undefined,
      data: chunk => {
        got += chunk.length
        most = Math.max(most, written - got)
        if (got < 64 * 1024 * 4) setTimeout(() => call.resume(), 50)
        else return true
        return false
      },
      end: () => resolve(),
      failed: failure => reject(new Error(failure.message))
    })
  })
  t.equal(got, size)
  t.ok(most < 16 * 1024 * 1024, `${most} bytes were on the way`)
})
