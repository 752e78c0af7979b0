import type { Socket } from 'node:net'
import t from 'tap'
import { answerTo, inShort, reset } from './raw-upstream.js'

const HEAD = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'

const end = (socket: Socket): void => {
  socket.end()
}

const BODIES: readonly (readonly [what: string, bytes: string, body: string, outcome: string])[] = [
  ['one chunk', '2\r\nok\r\n0\r\n\r\n', 'ok', '200'],
  ['many chunks', '1\r\no\r\n1\r\nk\r\n0\r\n\r\n', 'ok', '200'],
  ['no chunk', '0\r\n\r\n', '', '200'],
  [
    'hexadecimal digits in both cases',
    'a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n',
    '01234567890123456789a',
    '200'
  ],
  ['zeros in front', '002\r\nok\r\n000\r\n\r\n', 'ok', '200'],
  ['an extension', '2;name=value\r\nok\r\n0;last\r\n\r\n', 'ok', '200'],
  ['an extension in quotes', '2 ; name="a b"\r\nok\r\n0\r\n\r\n', 'ok', '200'],
  ['line ends inside the data', '4\r\n\r\n\r\n\r\n0\r\n\r\n', '\r\n\r\n', '200'],
  ['a size that is no number', 'zz\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['an empty size', '\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a negative size', '-2\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a size with a plus', '+2\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a size with 0x', '0x2\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a blank in front of the size', ' 2\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a blank behind the size', '2 \r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a size that no number holds', 'ffffffffffffffffff\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a size that is too small', '1\r\nok\r\n0\r\n\r\n', 'o', 'bad-chunk'],
  ['a wrong chunk behind a right one', '2\r\nok\r\nx\r\n', 'ok', 'bad-chunk'],
  ['a lone LF behind the size', '2\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['a lone LF behind the data', '2\r\nok\n0\r\n\r\n', 'ok', 'bad-chunk'],
  ['a lone CR in an extension', '2;a\rb\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['NUL in an extension', '2;a\0b\r\nok\r\n0\r\n\r\n', '', 'bad-chunk'],
  ['an endless extension', `2;${'x'.repeat(5000)}`, '', 'bad-chunk'],
  ['endless zeros in front', '0'.repeat(5000), '', 'bad-chunk'],
  ['a wrong trailer line', '2\r\nok\r\n0\r\nno trailer\r\n\r\n', 'ok', 'bad-trailer-line'],
  ['FIN before the last chunk', '2\r\nok\r\n', 'ok', 'closed-in-body'],
  ['FIN in the middle of a chunk', '9\r\nok', 'ok', 'closed-in-body'],
  ['FIN before any chunk', '', '', 'closed-in-body'],
  ['FIN before the end of the trailers', '2\r\nok\r\n0\r\nX-A: b\r\n', 'ok', 'closed-in-body']
]

for (const [what, bytes, body, outcome] of BODIES) {
  t.test(`a chunked body with ${what}: ${outcome}`, async t => {
    const answer = await answerTo(HEAD + bytes, end)
    t.equal(inShort(answer), outcome)
    t.equal(answer.body, body, 'what came before is told')
  })
}

t.test('a bad chunk is an error of the coding, and cut bodies are incomplete', async t => {
  const bad = await answerTo(`${HEAD}zz\r\n`)
  t.match(bad.failure, {
    type: 'http_response_transfer_coding',
    status: 502,
    phase: 'body',
    params: { coding: 'chunked' }
  })
  const closed = await answerTo(`${HEAD}2\r\nok\r\n`, end)
  t.match(closed.failure, { type: 'http_response_incomplete', status: 502, phase: 'body' })
  t.equal(closed.failure?.message, 'connection closed (FIN) after 2 bytes of the body, before the last chunk')
  const cut = await answerTo(`${HEAD}2\r\nok\r\n`, reset)
  t.match(cut.failure, { code: 'reset-in-body', type: 'http_response_incomplete' })
})

t.test('trailers are told at the end', async t => {
  const answer = await answerTo(`${HEAD}2\r\nok\r\n0\r\nX-Sum: 42\r\nX-B:\r\n\r\n`)
  t.same(answer.trailers, ['X-Sum', '42', 'X-B', ''])
})

t.test('trailers over the limit are told with name and size', async t => {
  const options = { limits: { trailerLine: 1000, trailerSection: 3000 } }
  const long = await answerTo(`${HEAD}0\r\nX-Big: ${'x'.repeat(2000)}\r\n\r\n`, undefined, undefined, options)
  t.match(long.failure, { code: 'trailer-too-long', type: 'http_response_trailer_size', phase: 'body' })
  t.equal(long.failure?.params['trailer-name'], 'X-Big')
  const many = await answerTo(
    `${HEAD}0\r\n${`X: ${'x'.repeat(100)}\r\n`.repeat(50)}\r\n`,
    undefined,
    undefined,
    options
  )
  t.match(many.failure, { code: 'trailers-too-big', type: 'http_response_trailer_section_size' })
})

t.test('a chunked answer may be cut anywhere', async t => {
  const bytes = `${HEAD}3;x=y\r\none\r\nA\r\n\r\ntwotwo\r\n\r\n0\r\nX-Sum: 42\r\n\r\n`
  for (let cut = 1; cut < bytes.length; cut++) {
    const answer = await answerTo(bytes.slice(0, cut), socket => {
      setImmediate(() => socket.write(bytes.slice(cut)))
    })
    t.equal(answer.body, 'one\r\ntwotwo\r\n', `after ${cut} bytes`)
    t.same(answer.trailers, ['X-Sum', '42'])
  }
})
