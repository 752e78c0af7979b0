import type { Socket } from 'node:net'
import t from 'tap'
import { ask, clientFor, inShort, RawUpstream, request, TIMEOUTS } from './raw-upstream.js'

const VALID = [
  'HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 11\r\nX-Long: a, b, c\r\n\r\nhello world',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 42\r\n\r\n',
  'HTTP/1.0 404 Not Found\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\ngone',
  'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n',
  'HTTP/1.1 200 OK\r\nX-Folded: a\r\n b\r\nConnection: close\r\n\r\nuntil the end'
]

/** What parsers trip over. */
const PIECES = [
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  '\0',
  ':',
  ' ',
  '\t',
  ';',
  ',',
  '0',
  'f',
  'ffffffff',
  '-1',
  'HTTP/1.1 ',
  '\xff',
  'chunked'
]

/** Numbers that look random and are the same in every run (a multiplicative generator of Lehmer's kind). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** A valid answer with a few things done to it. */
function mutate(next: (below: number) => number): string {
  let bytes = VALID[next(VALID.length)] as string
  for (let count = next(5); count > 0; count--) {
    const at = next(bytes.length + 1)
    const piece = PIECES[next(PIECES.length)] as string
    const ways = [
      () => bytes.slice(0, at) + piece + bytes.slice(at),
      () => bytes.slice(0, at) + bytes.slice(at + 1 + next(4)),
      () => bytes.slice(0, at) + String.fromCharCode(next(256)) + bytes.slice(at + 1),
      () => bytes.slice(0, at) + bytes.slice(Math.max(0, at - next(30)))
    ]
    bytes = (ways[next(ways.length)] as () => string)()
  }
  return bytes
}

/** Sends in a few pieces, then ends the connection in one of its ways, or lets it stand. */
function send(socket: Socket, bytes: string, next: (below: number) => number): void {
  const cut = next(bytes.length + 1)
  socket.write(bytes.slice(0, cut), 'latin1')
  setImmediate(() => {
    if (socket.destroyed) return
    socket.write(bytes.slice(cut), 'latin1')
    const way = next(4)
    if (way === 0) socket.end()
    if (way === 1) socket.resetAndDestroy()
    if (way === 2) socket.destroy()
  })
}

const CASES = 2000
const TOGETHER = 50

t.test(`${CASES} answers that went wrong somewhere: each ends, nothing is thrown, no connection is left`, async t => {
  const next = numbers(20_261_120)
  await using upstream = await RawUpstream.start(socket => socket.on('data', () => send(socket, mutate(next), next)))
  const client = clientFor(upstream.url, { timeouts: { ...TIMEOUTS, read: 100, total: 500 } })
  const outcomes = new Map<string, number>()
  for (let done = 0; done < CASES; done += TOGETHER) {
    const batch = Array.from({ length: TOGETHER }, (_, at) =>
      ask(client, request({ method: at % 5 === 0 ? 'HEAD' : 'GET' }))
    )
    for (const told of await Promise.all(batch)) {
      const outcome = inShort(told)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (told.body.length > 200) t.fail(`more than was sent: ${told.body.length} bytes`)
    }
  }
  const sum = [...outcomes.values()].reduce((total, count) => total + count, 0)
  t.equal(sum, CASES, JSON.stringify(Object.fromEntries(outcomes)))
  t.ok(outcomes.size > 8, 'of many kinds')
  client.destroy()
  await t.resolves(allClosed(upstream))
})

async function allClosed({ sockets }: RawUpstream): Promise<void> {
  const open = sockets.filter(socket => !socket.destroyed && !socket.readableEnded)
  await Promise.all(open.map(socket => new Promise(resolve => socket.once('end', resolve).once('close', resolve))))
}
