import t from 'tap'
import { answerTo, inShort } from './raw-upstream.js'

const REST = 'Content-Length: 2\r\n\r\nok'

const LINES: readonly (readonly [what: string, line: string, outcome: string])[] = [
  ['an ordinary one', 'HTTP/1.1 200 OK', '200'],
  ['HTTP/1.0', 'HTTP/1.0 200 OK', '200'],
  ['a later HTTP/1', 'HTTP/1.7 200 OK', '200'],
  ['an empty reason', 'HTTP/1.1 200 ', '200'],
  ['no reason and no blank', 'HTTP/1.1 200', '200'],
  ['a reason of many words, tab and bytes above ASCII', 'HTTP/1.1 200 Alles\tgut, M\xfcller', '200'],
  ['the highest status', 'HTTP/1.1 599 Odd', '599'],
  ['garbage', 'lorem ipsum', 'bad-status-line'],
  ['an SSH banner', 'SSH-2.0-OpenSSH_9.2', 'bad-status-line'],
  ['an SMTP banner', '220 mail.example ESMTP', 'bad-status-line'],
  ['HTML without any head', '<html>', 'bad-status-line'],
  ['lower-case http', 'http/1.1 200 OK', 'bad-status-line'],
  ['HTTP/2.0', 'HTTP/2.0 200 OK', 'bad-status-line'],
  ['HTTP/2', 'HTTP/2 200', 'bad-status-line'],
  ['HTTP/9.9', 'HTTP/9.9 200 OK', 'bad-status-line'],
  ['a version of two digits', 'HTTP/1.10 200 OK', 'bad-status-line'],
  ['no version', 'HTTP 200 OK', 'bad-status-line'],
  ['no status', 'HTTP/1.1 OK', 'bad-status-line'],
  ['no status at all', 'HTTP/1.1', 'bad-status-line'],
  ['two digits', 'HTTP/1.1 20 OK', 'bad-status-line'],
  ['four digits', 'HTTP/1.1 2000 OK', 'bad-status-line'],
  ['status 000', 'HTTP/1.1 000 Zero', 'bad-status-line'],
  ['status 099', 'HTTP/1.1 099 Low', 'bad-status-line'],
  ['status 600', 'HTTP/1.1 600 High', 'bad-status-line'],
  ['status 999', 'HTTP/1.1 999 High', 'bad-status-line'],
  ['a negative status', 'HTTP/1.1 -20 OK', 'bad-status-line'],
  ['letters for digits', 'HTTP/1.1 2xx OK', 'bad-status-line'],
  ['two blanks', 'HTTP/1.1  200 OK', 'bad-status-line'],
  ['a tab for the blank', 'HTTP/1.1\t200 OK', 'bad-status-line'],
  ['a tab before the reason', 'HTTP/1.1 200\tOK', 'bad-status-line'],
  ['a reason glued to the status', 'HTTP/1.1 200OK', 'bad-status-line'],
  ['a blank in front', ' HTTP/1.1 200 OK', 'bad-status-line'],
  ['an empty line in front', '\r\nHTTP/1.1 200 OK', 'bad-status-line'],
  ['NUL in the reason', 'HTTP/1.1 200 O\0K', 'bad-status-line'],
  ['a lone CR in the reason', 'HTTP/1.1 200 O\rK', 'bad-status-line'],
  ['an escape sequence in the reason', 'HTTP/1.1 200 \x1b[31mOK', 'bad-status-line']
]

for (const [what, line, outcome] of LINES) {
  t.test(`a status line with ${what}: ${outcome}`, async t => {
    const answer = await answerTo(`${line}\r\n${REST}`)
    t.equal(inShort(answer), outcome)
    if (outcome === 'bad-status-line')
      t.match(answer.failure, { type: 'http_protocol_error', status: 502, phase: 'head' })
    else t.equal(answer.body, 'ok')
  })
}

t.test('the reason is passed on byte for byte', async t => {
  const { head } = await answerTo(`HTTP/1.1 200 M\xfcller\t& Co\r\n${REST}`)
  t.equal(head?.reason, 'M\xfcller\t& Co')
})

t.test(
  'what cannot become a status line is refused with its first wrong byte, not when a limit has passed',
  async t => {
    for (const start of ['S', 'HTTP/1.1 6', 'HTTP/1.1 200 \0', 'x'.repeat(70_000)]) {
      const { failure, took } = await answerTo(start)
      t.equal(failure?.code, 'bad-status-line')
      t.ok(took < 1000, `at once, not after the read limit: ${took} ms`)
    }
  }
)

t.test('a status line may come one byte at a time', async t => {
  const bytes = `HTTP/1.1 203 Dripped\r\n${REST}`
  const answer = await answerTo('', socket => {
    for (const letter of bytes) socket.write(letter)
  })
  t.match(answer.head, { status: 203, reason: 'Dripped' })
  t.equal(answer.body, 'ok')
})

t.test('the message shows what came, in visible ASCII', async t => {
  const { failure } = await answerTo('\x16\x03"\xff\r\nmore')
  t.equal(failure?.message, 'not an HTTP/1.x status line: "\\x16\\x03\\"\\xff"')
})
