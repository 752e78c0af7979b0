import t from 'tap'
import { plain } from '../../../src/report/layout/line.js'
import { shownOf, writtenOut } from '../../../src/report/wire/written-out.js'

const rows = (bytes: string | Buffer, columns = 60) => writtenOut(Buffer.from(bytes), columns).map(plain)

t.test('each line of the bytes is a row, with its end written out', async t => {
  t.same(rows('HTTP/1.1 200 OK\r\nA: b\n\r\nrest'), ['HTTP/1.1 200 OK\\r\\n', 'A: b\\n', '\\r\\n', 'rest'])
})

t.test('what is no printable ASCII is written as a programmer would type it', async t => {
  t.same(rows(Buffer.from([0, 0x1b, 0x5b, 9, 13, 0x41, 0xc3, 0xbc, 0x7f])), ['\\x00\\x1b[\\t\\rA\\xc3\\xbc\\x7f'])
})

t.test('a backslash that was sent can be told from one of ours', async t => {
  t.same(rows('a\\r\\n'), ['a\\\\r\\\\n'])
})

t.test('only the end of a line is dim, and what was written out inside of it is a warning', async t => {
  const [row = []] = writtenOut(Buffer.from('a\0b\r\n'), 60)
  t.same(
    row.map(span => span.tone),
    ['plain', 'warn', 'plain', 'dim']
  )
})

t.test('a long line is cut where the room ends, and loses no blank', async t => {
  t.same(rows('aaa bbb ccc', 4), ['aaa ', '  bb', '  b ', '  cc', '  c'])
})

t.test('heads are shown whole, of what follows only the beginning', async t => {
  const head = `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(500)}\r\n\r\n`
  t.equal(shownOf(Buffer.from(head + 'b'.repeat(1000))), head.length + 160)
  const early = 'HTTP/1.1 103 Early Hints\r\n\r\n'
  t.equal(shownOf(Buffer.from(early + head)), early.length + head.length, 'the interim answer has one, too')
  t.equal(shownOf(Buffer.from('x'.repeat(1000))), 160)
  t.equal(shownOf(Buffer.from(`GET / HTTP/1.1\r\nX: ${'y'.repeat(9000)}`)), 4096, 'but no more than can be read')
  t.equal(shownOf(Buffer.from('')), 0)
})
