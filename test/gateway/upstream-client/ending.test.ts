import type { Socket } from 'node:net'
import t from 'tap'
import { answerTo, ask, clientFor, inShort, RawUpstream, request, reset } from './raw-upstream.js'

const end = (socket: Socket): void => {
  socket.end()
}

const WITH_LENGTH = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'
const WITHOUT_LENGTH = 'HTTP/1.1 200 OK\r\nX-A: b\r\n\r\n'

const ENDINGS = [
  ['FIN before any byte', '', end, 'closed-before-head', 'connection closed (FIN) before any byte of an answer'],
  ['RST before any byte', '', reset, 'reset-before-head', 'connection reset (RST) before any byte of an answer'],
  [
    'FIN in the status line',
    'HTTP/1.1 2',
    end,
    'closed-before-head',
    'connection closed (FIN) after 10 bytes of the head'
  ],
  [
    'RST in the head',
    'HTTP/1.1 200 OK\r\nX-',
    reset,
    'reset-before-head',
    'connection reset (RST) after 19 bytes of the head'
  ],
  [
    'FIN after 100 only',
    'HTTP/1.1 100 Continue\r\n\r\n',
    end,
    'closed-before-head',
    'connection closed (FIN) after an interim answer only'
  ],
  [
    'FIN in a body with length',
    `${WITH_LENGTH}four`,
    end,
    'closed-in-body',
    'connection closed (FIN) after 4 of 10 bytes of the body'
  ],
  [
    'FIN right behind the head',
    WITH_LENGTH,
    end,
    'closed-in-body',
    'connection closed (FIN) after 0 of 10 bytes of the body'
  ],
  [
    'RST in a body without length',
    `${WITHOUT_LENGTH}four`,
    reset,
    'reset-in-body',
    'connection reset (RST) after 4 bytes of the body, whose length nobody knows'
  ]
] as const

for (const [what, bytes, andThen, code, message] of ENDINGS) {
  t.test(what, async t => {
    const { failure, took } = await answerTo(bytes, andThen)
    t.equal(failure?.code, code)
    t.equal(failure?.message, message)
    t.equal(failure?.type, code.endsWith('body') ? 'http_response_incomplete' : 'connection_terminated')
    t.ok(took < 1000, 'noticed at once')
  })
}

t.test('FIN ends a body without length', async t => {
  const answer = await answerTo(`${WITHOUT_LENGTH}four`, end)
  t.same([inShort(answer), answer.body, answer.head?.framing], ['200', 'four', 'close'])
})

t.test('RST cuts a body without length also when it arrives together with the last bytes', async t => {
  await using upstream = await RawUpstream.start(socket => {
    socket.on('data', () => socket.write(`${WITHOUT_LENGTH}four`, () => socket.resetAndDestroy()))
  })
  using client = clientFor(upstream.url)
  for (let count = 0; count < 50; count++) {
    const answer = await ask(client)
    t.ok(answer.failure, inShort(answer))
  }
})

t.test('whatever was on its way when the connection was reset is told first', async t => {
  const answer = await answerTo(`${WITH_LENGTH}four`, reset)
  t.equal(answer.body, 'four')
  t.equal(answer.failure?.code, 'reset-in-body')
})

t.test('a connection that is closed as soon as it stands', async t => {
  for (const leave of [end, (socket: Socket) => void socket.resetAndDestroy()]) {
    await using upstream = await RawUpstream.start(leave)
    using client = clientFor(upstream.url)
    const { failure } = await ask(client, request())
    t.equal(failure?.type, 'connection_terminated')
  }
})

t.test('an answer that was sent before the request was read counts', async t => {
  await using upstream = await RawUpstream.start(socket => {
    socket.end('HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbusy')
  })
  using client = clientFor(upstream.url)
  const answer = await ask(client)
  t.same([inShort(answer), answer.body], ['503', 'busy'])
})
