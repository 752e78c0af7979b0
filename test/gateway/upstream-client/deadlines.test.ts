import type { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { Worker } from 'node:worker_threads'
import t, { type Test } from 'tap'
import type { Timeouts } from '../../../src/gateway/exchange.js'
import { ask, clientFor, inShort, type Outcome, RawUpstream, request, TIMEOUTS, upload } from './raw-upstream.js'

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'

/** The generous bound: other things run on these cores too. */
const LATE = 250

function fired(t: Test, { failure, took }: Outcome, limit: number, code: string, message: string | RegExp): void {
  t.equal(failure?.code, code)
  t.match(failure?.message, message)
  t.ok(took >= limit, `not early: ${took} ms`)
  t.ok(took < limit + LATE, `not late: ${took} ms`)
}

/** One request to an upstream that does that on a request, under those limits. */
async function under(
  limits: Partial<Timeouts>,
  onRequest: (socket: Socket) => void,
  outgoing = request()
): Promise<Outcome> {
  await using upstream = await RawUpstream.start(socket => socket.once('data', () => onRequest(socket)))
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, read: 0, write: 0, ...limits } })
  return await ask(client, outgoing)
}

/** Sends bytes one at a time, so many milliseconds apart. */
function drip(socket: Socket, bytes: string, every: number): void {
  let at = 0
  const timer = setInterval(() => socket.write(bytes[at++ % bytes.length] ?? ''), every)
  socket.once('close', () => clearInterval(timer)).once('end', () => clearInterval(timer))
}

t.test('read: silence before any byte', async t => {
  const told = await under({ read: 150 }, () => undefined)
  fired(t, told, 150, 'no-head', 'read timeout after 150 ms waiting for the head')
  t.match(told.failure, { type: 'connection_read_timeout', status: 504, phase: 'head' })
})

t.test('read: silence after half a head', async t => {
  const told = await under({ read: 150 }, socket => socket.write('HTTP/1.1 200 OK\r\nX-A: b'))
  fired(t, told, 150, 'no-head', 'read timeout after 150 ms, after 23 bytes of the head')
})

t.test('read: silence after an interim answer', async t => {
  const told = await under({ read: 150 }, socket => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'))
  fired(t, told, 150, 'no-head', /, after an interim answer only/)
})

t.test('read: silence in the body', async t => {
  const told = await under({ read: 150 }, socket => socket.write(`${HEAD}four`))
  fired(t, told, 150, 'stalled-body', 'read timeout after 150 ms, after 4 of 100 bytes of the body')
  t.match(told.failure, { type: 'connection_read_timeout', phase: 'body' })
})

t.test('read: an upstream that says something now and then is not silent', async t => {
  const told = await under({ read: 200 }, socket => drip(socket, `${HEAD}${'x'.repeat(100)}`, 5))
  t.equal(inShort(told), '200')
})

t.test('head: a trickle cannot stretch it', async t => {
  const told = await under({ read: 400, head: 250 }, socket =>
    drip(socket, 'HTTP/1.1 200 OK\r\nX-A: xxxxxxxxxxxxxxxxxxxxx', 20)
  )
  fired(t, told, 250, 'late-head', /^head timeout after 250 ms, after \d+ bytes of the head$/)
  t.match(told.failure, { type: 'http_response_timeout', status: 504 })
})

t.test('head: interim answers cannot stretch it', async t => {
  const told = await under({ read: 400, head: 250 }, socket => drip(socket, 'HTTP/1.1 103 Hi\r\n\r\n', 5))
  fired(t, told, 250, 'late-head', /^head timeout after 250 ms/)
})

t.test('head: the body may take longer', async t => {
  const told = await under({ read: 400, head: 150 }, socket => {
    socket.write(HEAD)
    drip(socket, 'x', 5)
  })
  t.equal(inShort(told), '200')
})

t.test('total: a trickle in the body cannot stretch it', async t => {
  const told = await under({ read: 400, total: 250 }, socket => {
    socket.write(HEAD)
    drip(socket, 'x', 20)
  })
  fired(t, told, 250, 'late-body', /^total timeout after 250 ms, after \d+ of 100 bytes of the body$/)
  t.match(told.failure, { type: 'http_response_timeout', status: 504, phase: 'body' })
})

t.test('total: nor one in the head', async t => {
  const told = await under({ read: 400, total: 250 }, socket =>
    drip(socket, 'HTTP/1.1 200 OK\r\nX-A: xxxxxxxxxxxxxxxxxxxxx', 20)
  )
  fired(t, told, 250, 'late-answer', /^total timeout after 250 ms, after \d+ bytes of the head$/)
})

t.test('write: an upstream that takes nothing of the request', async t => {
  await using upstream = await RawUpstream.start(socket => socket.pause())
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, write: 250, read: 0 } })
  const told = await ask(client, upload(Buffer.alloc(32 * 1024 * 1024)))
  fired(t, told, 250, 'write-timeout', 'write timeout after 250 ms in which nothing of the request was taken')
})

t.test('write: an upstream that takes a little now and then is in time', async t => {
  const size = 12 * 1024 * 1024
  await using upstream = await RawUpstream.start(socket => {
    let taken = 0
    socket.removeAllListeners('data').on('data', chunk => {
      taken += chunk.length
      socket.pause()
      setTimeout(() => socket.resume(), taken > size - 64 * 1024 ? 0 : 2)
      if (taken > size) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    })
  })
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, write: 400, read: 4000 } })
  t.equal(inShort(await ask(client, upload(Buffer.alloc(size)))), '200')
})

t.test('a client that is slow with its body is not the upstream being silent', async t => {
  const body = new PassThrough()
  setTimeout(() => body.write('one'), 200)
  setTimeout(() => body.end('two'), 450)
  await using upstream = await RawUpstream.start(socket => {
    socket.on('data', chunk => {
      if (chunk.toString().endsWith('two')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    })
  })
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, read: 150, head: 150, total: 150, write: 150 } })
  const told = await ask(client, request({ method: 'POST', body, bodyLength: 6 }))
  t.equal(inShort(told), '200')
})

t.test('after a slow upload the upstream has its whole time', async t => {
  const body = new PassThrough()
  setTimeout(() => body.end('one'), 200)
  const told = await under({ read: 150 }, () => undefined, request({ method: 'POST', body, bodyLength: 3 }))
  fired(t, told, 350 - 2, 'no-head', 'read timeout after 150 ms waiting for the head')
})

t.test('a client that is slow to read is not the upstream being silent', async t => {
  await using upstream = await RawUpstream.answering(`${HEAD}${'x'.repeat(50)}`, socket => {
    setTimeout(() => socket.write('y'.repeat(50)), 50)
  })
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, read: 150, total: 300 } })
  const told = await new Promise(resolve => {
    const call = client.send(request(), {
      interim: () => undefined,
      head: () => undefined,
      data: () => {
        setTimeout(() => call.resume(), 400)
        return false
      },
      end: () => resolve('whole'),
      failed: resolve
    })
  })
  t.equal(told, 'whole')
})

t.test('who waits for 100 Continue waits for the upstream; after it, for the client', async t => {
  const waiting = request({ method: 'POST', body: new PassThrough(), bodyLength: 5, expectsContinue: true })
  fired(t, await under({ read: 150 }, () => undefined, waiting), 150, 'no-head', /waiting for the head/)
  const body = new PassThrough()
  setTimeout(() => body.end('hello'), 400)
  const told = await under(
    { read: 150 },
    socket => {
      socket.write('HTTP/1.1 100 Continue\r\n\r\n')
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
    },
    request({ method: 'POST', body, bodyLength: 5, expectsContinue: true })
  )
  t.equal(inShort(told), '200')
})

t.test('100 Continue, then silence', async t => {
  const body = new PassThrough()
  body.end('hello')
  const told = await under(
    { read: 150 },
    socket => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
    request({ method: 'POST', body, bodyLength: 5, expectsContinue: true })
  )
  fired(t, told, 150, 'no-head', /, after an interim answer only/)
})

/** An upstream in a thread of its own, so that it goes on while this one is blocked. */
const OTHER_THREAD = `
const { parentPort } = require('node:worker_threads')
const server = require('node:net').createServer(socket => {
  socket.on('error', () => {})
  socket.on('data', () => setTimeout(() => socket.write('HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok'), 50))
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

t.test('what arrived in time counts, also when the event loop was busy and the timer fires first', async t => {
  const worker = new Worker(OTHER_THREAD, { eval: true })
  const port = await new Promise<number>(resolve => worker.once('message', resolve))
  const limits = { read: 150, head: 150, total: 150 }
  for (const [limit, ms] of Object.entries(limits)) {
    using client = clientFor(`http://127.0.0.1:${port}`, { timeouts: { ...TIMEOUTS, read: 0, [limit]: ms } })
    await ask(client)
    const told = ask(client)
    const until = performance.now() + 400
    while (performance.now() < until);
    t.equal(inShort(await told), '200', limit)
  }
  await worker.terminate()
})

t.test('a limit beyond what timers can hold is kept, too', async t => {
  const weeks = 2 ** 32
  const limits = { connect: weeks, read: weeks, write: weeks, head: weeks, total: weeks, keepalive: weeks }
  const warnings: Error[] = []
  const hear = (warning: Error) => warnings.push(warning)
  process.on('warning', hear)
  const told = await under(limits, socket => setTimeout(() => socket.write('HTTP/1.1 204 N\r\n\r\n'), 100))
  process.off('warning', hear)
  t.equal(inShort(told), '204')
  t.same(warnings, [])
})

t.test('a limit of zero is no limit', async t => {
  const told = await under({ read: 0, head: 0, total: 0, connect: 0 }, socket => {
    setTimeout(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 300)
  })
  t.equal(inShort(told), '200')
})

t.test('a hundred requests that wait at the same time are each in time', async t => {
  await using upstream = await RawUpstream.start(() => undefined)
  using client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, read: 300 } })
  const all = await Promise.all(Array.from({ length: 100 }, () => ask(client)))
  for (const { took, call } of all) {
    const waited = took - (call.timings.sent ?? 0)
    if (waited < 300 || waited > 300 + LATE) t.fail(`waited ${waited} ms`)
  }
  t.equal(all.filter(told => told.failure?.code === 'no-head').length, 100)
})
