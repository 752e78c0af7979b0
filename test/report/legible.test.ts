import t from 'tap'
import { escaped, legible } from '../../src/report/legible.js'

t.test('control sequences are written out, at any depth', async t => {
  const shown = legible({ a: ['\x1b[2J', { b: 'x\u202ey\x07' }], n: 1, none: null }, true)
  t.same(shown, { a: ['\\x1b[2J', { b: 'x\\u{202e}y\\x07' }], n: 1, none: null })
})

t.test('line ends and bytes stay as they are', async t => {
  t.same(legible({ text: 'a\nb', bytes: 'G1s=' }, true), { text: 'a\nb', bytes: 'G1s=' })
})

t.test('without UTF-8 every sign finds one of ASCII', async t => {
  t.equal(legible('§15 · 200 → 502 … ü', false), 'section 15 - 200 -> 502 ... ?')
})

t.test('bytes are written as a programmer would type them', async t => {
  t.equal(escaped('HTTP\r\n\t\0'), 'HTTP\\r\\n\\t\\x00')
})
