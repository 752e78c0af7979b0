import type { Socket } from 'node:net'
import t from 'tap'
import { answering, ending, type OnConnection, only, played, rawGateway, received, request } from './played.js'

const fin = (socket: Socket) => socket.end()
const rst = (socket: Socket) => socket.resetAndDestroy()
const OK = 'HTTP/1.1 200 OK\r\n'
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`
const GET = {}

const ENDINGS: readonly [string, OnConnection, string, object?][] = [
  ['an answer with its whole length is whole', answering(`${OK}Content-Length: 4\r\n\r\nfour`), 'whole true 4'],
  ['two equal lengths are one', answering(`${OK}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx`), 'whole true 1'],
  ['two different lengths are no HTTP', answering(`${OK}Content-Length: 1, 2\r\n\r\nxx`, fin), 'no-http false 0'],
  ['a length that is no number is no HTTP', answering(`${OK}Content-Length: -1\r\n\r\n`, fin), 'no-http false 0'],
  ['less than the length and FIN is cut', answering(`${OK}Content-Length: 9\r\n\r\nfour`, fin), 'cut false 4'],
  ['less than the length and RST is reset', answering(`${OK}Content-Length: 9\r\n\r\nfour`, rst), 'reset false 4'],
  ['chunks up to the last one are whole', answering(`${CHUNKED}4;a=b\r\nfour\r\n0\r\n\r\n`), 'whole true 4'],
  ['trailers belong to the answer', answering(`${CHUNKED}4\r\nfour\r\n0\r\nX-Sum: 1\r\n\r\n`), 'whole true 4'],
  ['chunks without the last one are cut', answering(`${CHUNKED}4\r\nfour\r\n`, fin), 'cut false 4'],
  ['chunks without the end of the trailers are cut', answering(`${CHUNKED}0\r\n`, fin), 'cut false 0'],
  ['a chunk size that is no number is no HTTP', answering(`${CHUNKED}4\r\nfour\r\nzz\r\n`, fin), 'no-http false 4'],
  ['a chunk longer than its size is no HTTP', answering(`${CHUNKED}4\r\nfours\r\n0\r\n\r\n`, fin), 'no-http false 4'],
  ['chunked wins over a length', answering(`${OK}Content-Length: 9\r\n${CHUNKED.slice(17)}0\r\n\r\n`), 'whole true 0'],
  ['a body without length ends whole with FIN', answering(`${OK}\r\nsome`, fin), 'whole true 4'],
  ['a body without length that ends in RST is reset', answering(`${OK}\r\nsome`, rst), 'reset false 4'],
  ['FIN before any byte is closed', socket => socket.end(), 'closed false 0'],
  ['RST before any byte is reset', answering('', rst), 'reset false 0'],
  ['FIN in the middle of the head is cut', answering(`${OK}Content-Le`, fin), 'cut false 0'],
  ['FIN in the middle of the protocol name is cut', answering('HTT', fin), 'cut false 0'],
  ['FIN after an interim and before the answer is closed', answering('HTTP/1.1 103 E\r\n\r\n', fin), 'closed false 0'],
  ['a banner is no HTTP', answering('SSH-2.0-OpenSSH\r\n', fin), 'no-http false 0'],
  ['a banner before a RST is no HTTP either', answering('SSH-2.0-OpenSSH\r\n', rst), 'no-http false 0'],
  ['a status that is no number is no HTTP', answering('HTTP/1.1 abc OK\r\n\r\n', fin), 'no-http false 0'],
  [
    'HEAD has no body, whatever is announced',
    answering(`${OK}Content-Length: 9\r\n\r\n`),
    'whole true 0',
    { method: 'HEAD' }
  ],
  ['204 has no body', answering('HTTP/1.1 204 No Content\r\n\r\n'), 'whole true 0'],
  ['304 has no body', answering('HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n'), 'whole true 0'],
  ['101 ends the HTTP of a connection', answering('HTTP/1.1 101 Switching\r\n\r\n'), 'whole true 0']
]

for (const [title, onConnection, expected, more = GET] of ENDINGS) {
  t.test(title, async t => {
    await using gateway = await rawGateway(onConnection)
    const sights = await played(gateway, [request(more)])
    t.equal(ending(sights), expected)
    t.strictSame(sights.at(-1)?.what, 'ended')
  })
}

t.test('a gateway that nobody listens for is refused', async t => {
  const gateway = await rawGateway(() => undefined)
  await gateway[Symbol.asyncDispose]()
  const sights = await played(gateway, [request()])
  t.strictSame(sights, [
    { side: 'client', what: 'not-connected', request: 0, reused: false },
    { side: 'client', what: 'ended', request: 0, how: 'refused', complete: false, bodySize: 0 }
  ])
})

t.test('what came before a RST counts, and the RST is seen every time', async t => {
  const head = `${OK}\r\n`
  await using gateway = await rawGateway(answering(`${head}partial`, rst))
  for (let i = 0; i < 200; i++) {
    const sights = await played(gateway, [request()])
    if (ending(sights) !== 'reset false 7' || received(sights) !== `${head}partial`)
      t.fail(`run ${i}: ${ending(sights)}`)
  }
})

t.test('bytes that are no HTTP are seen up to the end of the connection', async t => {
  const later = (socket: Socket) => setImmediate(() => socket.end('second line\n'))
  await using gateway = await rawGateway(answering('first line\n', later))
  const sights = await played(gateway, [request()])
  t.equal(received(sights), 'first line\nsecond line\n')
  t.equal(ending(sights), 'no-http false 0')
})

t.test('bytes that are no HTTP end with silence when the connection stays', async t => {
  await using gateway = await rawGateway(answering('what is this?'))
  const sights = await played(gateway, [request()])
  t.equal(ending(sights), 'no-http false 0')
})

t.test('a head is seen as it came, however it was cut into pieces', async t => {
  const bytes = `HTTP/1.1 099 Odd One\r\nA: 1\r\na:  2 \r\nno colon\r\nFolded: x\r\n  y\r\nContent-Length: 2\r\n\r\nok`
  const drip = (socket: Socket, left = [...bytes]): void => {
    const next = left.shift()
    if (next !== undefined) socket.write(next, () => setImmediate(drip, socket, left))
  }
  await using gateway = await rawGateway(socket => socket.once('data', () => drip(socket)))
  const sights = await played(gateway, [request()])
  const fields = ['A', '1', 'a', '2', 'no colon', '', 'Folded', 'x y', 'Content-Length', '2']
  t.strictSame(only(sights, 'head'), [
    { side: 'client', what: 'head', request: 0, status: 99, reason: 'Odd One', fields }
  ])
  t.equal(received(sights), bytes)
  t.equal(ending(sights), 'whole true 2')
})

t.test('every interim is seen before the head', async t => {
  const interims = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'
  await using gateway = await rawGateway(answering(`${interims}${OK}Content-Length: 0\r\n\r\n`))
  const sights = await played(gateway, [request()])
  t.strictSame(
    sights.map(sight => sight.what),
    ['connected', 'sent', 'received', 'interim', 'interim', 'head', 'ended']
  )
  t.strictSame(
    only(sights, 'interim').map(sight => [sight.status, ...sight.fields]),
    [[100], [103, 'Link', '</a>']]
  )
})

t.test('of a long answer the first bytes are kept, and the size of all', async t => {
  const size = 1_000_000
  await using gateway = await rawGateway(answering(`${OK}Content-Length: ${size}\r\n\r\n${'x'.repeat(size)}`))
  const sights = await played(gateway, [request()])
  const whole = only(sights, 'received').reduce((sum, sight) => sum + sight.size, 0)
  t.equal(ending(sights), `whole true ${size}`)
  t.equal(received(sights).length, 16_384)
  t.equal(whole, size + OK.length + `Content-Length: ${size}\r\n\r\n`.length)
})
