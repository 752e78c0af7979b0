import t from 'tap'
import { answerTo, inShort } from './raw-upstream.js'

const REST = 'Content-Length: 2\r\n\r\nok'

const LINES: readonly (readonly [what: string, line: string, outcome: string | readonly string[]])[] = [
  ['an ordinary one', 'X-A: b', ['X-A', 'b']],
  ['no blank behind the colon', 'X-A:b', ['X-A', 'b']],
  ['blanks and tabs around the value', 'X-A: \t b c \t ', ['X-A', 'b c']],
  ['an empty value', 'X-A:', ['X-A', '']],
  ['every letter of a token', "!#$%&'*+-.^_`|~09azAZ: b", ["!#$%&'*+-.^_`|~09azAZ", 'b']],
  ['bytes above ASCII', 'X-A: caf\xe9 \xff\x80\xa0', ['X-A', 'caf\xe9 \xff\x80\xa0']],
  ['a colon in the value', 'X-A: b: c', ['X-A', 'b: c']],
  ['a blank before the colon, which is removed', 'X-A : b', ['X-A', 'b']],
  ['a tab before the colon, which is removed', 'X-A\t : b', ['X-A', 'b']],
  ['a fold, which becomes a blank', 'X-A: b\r\n\t  c', ['X-A', 'b c']],
  ['two folds', 'X-A:\r\n b\r\n c', ['X-A', 'b c']],
  ['a fold with nothing in it', 'X-A: b\r\n ', ['X-A', 'b']],
  ['a repeated name', 'X-A: b\r\nx-a: c', ['X-A', 'b', 'x-a', 'c']],
  ['a lone LF at its end', 'X-A: b\nX-B: c', ['X-A', 'b', 'X-B', 'c']],
  ['no colon', 'nonsense', 'bad-field-line'],
  ['an empty name', ': b', 'bad-field-line'],
  ['a blank inside the name', 'X A: b', 'bad-field-line'],
  ['a bracket in the name', 'X(A): b', 'bad-field-line'],
  ['bytes above ASCII in the name', 'X-\xc4: b', 'bad-field-line'],
  ['NUL in the name', 'X\0A: b', 'bad-field-line'],
  ['NUL in the value', 'X-A: b\0c', 'bad-field-line'],
  ['a control character in the value', 'X-A: b\x01c', 'bad-field-line'],
  ['DEL in the value', 'X-A: b\x7fc', 'bad-field-line'],
  ['a lone CR in the value', 'X-A: b\rc', 'bad-field-line'],
  ['a lone CR before the line end', 'X-A: b\r', 'bad-field-line'],
  ['a lone CR for a line', '\rX-A: b', 'bad-field-line'],
  ['NUL in a fold', 'X-A: b\r\n c\0', 'bad-field-line']
]

for (const [what, line, outcome] of LINES) {
  t.test(`a header line with ${what}`, async t => {
    const answer = await answerTo(`HTTP/1.1 200 OK\r\n${line}\r\n${REST}`)
    if (typeof outcome === 'string') {
      t.equal(inShort(answer), outcome)
      t.match(answer.failure, { type: 'http_protocol_error', status: 502, phase: 'head' })
    } else t.same(answer.head?.fields, [...outcome, 'Content-Length', '2'])
  })
}

t.test('a blank between the status line and the first header line is refused', async t => {
  t.equal(inShort(await answerTo(`HTTP/1.1 200 OK\r\n X-A: b\r\n${REST}`)), 'bad-field-line')
})

t.test('a head with lone LFs only is read: no line is passed on as it came', async t => {
  const answer = await answerTo('HTTP/1.1 200 OK\nX-A: b\nContent-Length: 2\n\nok')
  t.same(answer.head?.fields, ['X-A', 'b', 'Content-Length', '2'])
  t.equal(answer.body, 'ok')
})

t.test('a wrong line is refused at once, also when the head never ends', async t => {
  const { failure, took } = await answerTo('HTTP/1.1 200 OK\r\nno header')
  t.equal(failure?.code, 'bad-field-line')
  t.ok(took < 1000, `at once, not after the read limit: ${took} ms`)
})

t.test('a head may be cut anywhere', async t => {
  const bytes = `HTTP/1.1 200 OK\r\nX-A : b\r\n c\r\nX-B:\r\n${REST}`
  for (let cut = 1; cut < bytes.length; cut++) {
    const answer = await answerTo(bytes.slice(0, cut), socket => {
      setImmediate(() => socket.write(bytes.slice(cut)))
    })
    t.same(answer.head?.fields, ['X-A', 'b c', 'X-B', '', 'Content-Length', '2'], `after ${cut} bytes`)
    t.equal(answer.body, 'ok')
  }
})

t.test('a header line over the limit is told with its name and size, whether it ends or not', async t => {
  for (const end of [`\r\n${REST}`, '']) {
    const answer = await answerTo(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(2000)}${end}`, undefined, undefined, {
      limits: { headerLine: 1000 }
    })
    t.match(answer.failure, { code: 'header-too-long', type: 'http_response_header_size', status: 502 })
    t.equal(answer.failure?.params['header-name'], 'X-Big')
    t.ok(Number(answer.failure?.params['header-size']) > 1000)
  }
})

t.test('a header section over the limit is told with its size', async t => {
  const lines = Array.from({ length: 100 }, (_, number) => `X-${number}: ${'x'.repeat(100)}\r\n`).join('')
  const options = { limits: { headerSection: 4000, headerLine: 1000 } }
  const { failure } = await answerTo(`HTTP/1.1 200 OK\r\n${lines}${REST}`, undefined, undefined, options)
  t.match(failure, { code: 'headers-too-big', type: 'http_response_header_section_size', status: 502 })
  t.ok(Number(failure?.params['header-section-size']) > 4000)
})

t.test('by default 60 KiB of header lines pass and 80 KiB do not; of one line, 30 KiB and 40 KiB', async t => {
  const lines = (count: number): string => `X-Pad: ${'x'.repeat(1015)}\r\n`.repeat(count)
  const line = (size: number): string => `X-Big: ${'x'.repeat(size * 1024)}\r\n`
  t.equal(inShort(await answerTo(`HTTP/1.1 200 OK\r\n${lines(60)}${REST}`)), '200')
  t.equal(inShort(await answerTo(`HTTP/1.1 200 OK\r\n${lines(80)}${REST}`)), 'headers-too-big')
  t.equal(inShort(await answerTo(`HTTP/1.1 200 OK\r\n${line(30)}${REST}`)), '200')
  t.equal(inShort(await answerTo(`HTTP/1.1 200 OK\r\n${line(40)}${REST}`)), 'header-too-long')
})
