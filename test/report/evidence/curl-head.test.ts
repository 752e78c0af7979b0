import t from 'tap'
import { readAsCurl } from '../../../src/report/evidence/curl-head.js'

const LENGTH = 'Content-Length: 2\r\n\r\n'

const FAULTS: [head: string, shown: string[], code: number, says: string][] = [
  ['HTTP/1.1 abc\r\n\r\n', [], 1, 'Unsupported HTTP version in response'],
  ['HTTP/1.1\r\n\r\n', [], 1, 'Unsupported HTTP version in response'],
  ['HTTP/3.0 200 OK\r\n\r\n', [], 1, 'Unsupported HTTP version (3.0) in response'],
  [`HTTP/1.1 99 X\r\n${LENGTH}`, [], 1, 'Unsupported response code in HTTP response'],
  [`HTTP/1.1 1000 X\r\n${LENGTH}`, [], 1, 'Unsupported response code in HTTP response'],
  [`HTTP/1.1 200 OK\r\nX-S a\r\n${LENGTH}`, ['HTTP/1.1 200 OK'], 8, 'Header without colon'],
  [`HTTP/1.1 200 OK\r\nX: a\0b\r\n${LENGTH}`, ['HTTP/1.1 200 OK'], 8, 'Nul byte in header'],
  ['HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n', ['HTTP/1.1 200 OK'], 8, 'Invalid Content-Length: value']
]

t.test('a head that curl cannot read is shown up to there, with its complaint', async t => {
  for (const [head, lines, code, says] of FAULTS) t.same(readAsCurl(head), { lines, fault: { code, says } }, head)
})

t.test(
  'what curl puts up with is shown as it came: a space in a name, a folded line, two lengths, an interim answer',
  async t => {
    for (const field of ['X Y: a', 'X: a\r\n b', 'Content-Length: 3']) {
      const { lines, fault } = readAsCurl(`HTTP/1.1 200 OK\r\n${field}\r\n${LENGTH}`)
      t.equal(fault, undefined)
      t.same(lines, ['HTTP/1.1 200 OK', ...field.split('\r\n'), 'Content-Length: 2', ''])
    }
    const interim = readAsCurl('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n')
    t.equal(interim.lines.length, 5)
  }
)

t.test('half a line is not shown', async t => {
  t.same(readAsCurl('HTTP/1.1 200 OK\r\nX-A: 1\r\nX-B').lines, ['HTTP/1.1 200 OK', 'X-A: 1'])
  t.same(readAsCurl('HTTP/1.1 2').lines, [])
})
