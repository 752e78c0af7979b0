import type { Socket } from 'node:net'
import t from 'tap'
import { answerTo, inShort, request } from './raw-upstream.js'

const end = (socket: Socket): void => {
  socket.end()
}

const CHUNKED_OK = '2\r\nok\r\n0\r\n\r\n'

const HEADS: readonly (readonly [what: string, lines: string, body: string, outcome: string])[] = [
  ['a length', 'Content-Length: 2', 'ok', '200'],
  ['a length with zeros in front', 'Content-Length: 0002', 'ok', '200'],
  ['the same length twice', 'Content-Length: 2\r\ncontent-length: 2', 'ok', '200'],
  ['a list of equal lengths', 'Content-Length: 2, 2,2', 'ok', '200'],
  ['a folded length', 'Content-Length:\r\n 2', 'ok', '200'],
  ['a blank before the colon of the length', 'Content-Length : 2', 'ok', '200'],
  ['chunked', 'Transfer-Encoding: chunked', CHUNKED_OK, '200'],
  ['chunked in any case', 'tRANSFER-eNCODING: ChunKED', CHUNKED_OK, '200'],
  ['a blank before the colon of the coding', 'Transfer-Encoding : chunked', CHUNKED_OK, '200'],
  ['neither, up to FIN', 'X-A: b', 'ok', '200'],
  ['two lengths that differ', 'Content-Length: 2\r\nContent-Length: 3', 'ok', 'bad-length'],
  ['a list of lengths that differ', 'Content-Length: 2, 3', 'ok', 'bad-length'],
  ['a negative length', 'Content-Length: -2', 'ok', 'bad-length'],
  ['a length with a plus', 'Content-Length: +2', 'ok', 'bad-length'],
  ['a hexadecimal length', 'Content-Length: 0x2', 'ok', 'bad-length'],
  ['a length with a fraction', 'Content-Length: 2.0', 'ok', 'bad-length'],
  ['a length with an exponent', 'Content-Length: 2e0', 'ok', 'bad-length'],
  ['a length in words', 'Content-Length: two', 'ok', 'bad-length'],
  ['an empty length', 'Content-Length:', 'ok', 'bad-length'],
  ['a length with a blank in it', 'Content-Length: 2 2', 'ok', 'bad-length'],
  ['a list with a hole', 'Content-Length: 2,', 'ok', 'bad-length'],
  ['a length that no number holds', 'Content-Length: 18446744073709551618', 'ok', 'bad-length'],
  ['length and coding', 'Content-Length: 2\r\nTransfer-Encoding: chunked', CHUNKED_OK, 'length-and-coding'],
  ['coding and length', 'Transfer-Encoding: chunked\r\nContent-Length: 2', CHUNKED_OK, 'length-and-coding'],
  ['an unknown coding', 'Transfer-Encoding: gzip', 'ok', 'unknown-coding'],
  ['an invented coding', 'Transfer-Encoding: banana', 'ok', 'unknown-coding'],
  ['gzip, then chunked', 'Transfer-Encoding: gzip, chunked', CHUNKED_OK, 'unknown-coding'],
  ['chunked, then gzip', 'Transfer-Encoding: chunked, gzip', CHUNKED_OK, 'unknown-coding'],
  ['chunked twice', 'Transfer-Encoding: chunked, chunked', CHUNKED_OK, 'unknown-coding'],
  ['chunked in two lines', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', CHUNKED_OK, 'unknown-coding'],
  ['identity', 'Transfer-Encoding: identity', 'ok', 'unknown-coding'],
  ['chunked with a parameter', 'Transfer-Encoding: chunked;x=y', CHUNKED_OK, 'unknown-coding'],
  ['something like chunked', 'Transfer-Encoding: xchunked', CHUNKED_OK, 'unknown-coding'],
  ['an empty coding', 'Transfer-Encoding:', 'ok', 'unknown-coding'],
  ['chunked with a vertical tab', 'Transfer-Encoding: \x0bchunked', CHUNKED_OK, 'bad-field-line']
]

for (const [what, lines, body, outcome] of HEADS) {
  t.test(`${what}: ${outcome}`, async t => {
    const answer = await answerTo(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n${body}`, end)
    t.equal(inShort(answer), outcome)
    if (outcome === '200') t.equal(answer.body, 'ok')
    else t.equal(answer.head, undefined, 'nothing of it is told')
  })
}

t.test('the failure names the coding that nobody knows', async t => {
  const { failure } = await answerTo('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, br\r\n\r\n')
  t.match(failure, { type: 'http_response_transfer_coding', status: 502, params: { coding: 'br' } })
})

t.test('a repeated length is told once', async t => {
  const { head } = await answerTo('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\nContent-Length: 2\r\n\r\nok')
  t.same(head?.fields, ['X-A', 'b', 'Content-Length', '2'])
  t.same(head?.framing, { length: 2 })
})

t.test('a coding in HTTP/1.0 is faulty framing', async t => {
  const { failure } = await answerTo(`HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED_OK}`)
  t.match(failure, { code: 'coding-in-http10', type: 'http_protocol_error', status: 502 })
})

t.test('the answer to HEAD, 204 and 304 have no body, whatever their head says', async t => {
  const heads = [
    ['HEAD', '200 OK', 'Content-Length: 5\r\n'],
    ['HEAD', '200 OK', 'Transfer-Encoding: chunked\r\n'],
    ['HEAD', '200 OK', ''],
    ['GET', '204 No Content', ''],
    ['GET', '304 Not Modified', 'Content-Length: 5\r\n']
  ] as const
  for (const [method, status, line] of heads) {
    const answer = await answerTo(`HTTP/1.1 ${status}\r\n${line}\r\n`, undefined, request({ method }))
    t.equal(answer.failure, undefined)
    t.equal(answer.head?.framing, 'none')
    t.equal(answer.body, '')
  }
})

t.test('a wrong length is refused also where there is no body, since it would be passed on', async t => {
  const answer = await answerTo(
    'HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n',
    undefined,
    request({ method: 'HEAD' })
  )
  t.equal(inShort(answer), 'bad-length')
})

t.test('a 205 is framed like any other answer', async t => {
  const answer = await answerTo('HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n')
  t.same([inShort(answer), answer.body], ['205', ''])
})

t.test('a length of zero ends the answer with its head', async t => {
  const answer = await answerTo('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  t.same([inShort(answer), answer.body], ['200', ''])
})

t.test('interim answers are told before the final one', async t => {
  const answer = await answerTo(
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n' +
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
  )
  t.same(answer.interims, [
    { status: 100, fields: [] },
    { status: 102, fields: [] },
    { status: 103, fields: ['Link', '</a.css>'] }
  ])
  t.equal(answer.body, 'ok')
})

t.test('an unasked 101 is refused, with and without Upgrade', async t => {
  for (const line of ['', 'Connection: Upgrade\r\nUpgrade: websocket\r\n']) {
    const { failure } = await answerTo(`HTTP/1.1 101 Switching Protocols\r\n${line}\r\n`)
    t.match(failure, { code: 'unasked-upgrade', type: 'http_protocol_error', status: 502 })
  }
})

t.test('a flood of interim answers is stopped', async t => {
  const answer = await answerTo('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(500))
  t.match(answer.failure, { code: 'interim-flood', type: 'http_protocol_error', status: 502 })
  t.equal(answer.interims.length, 100)
})
