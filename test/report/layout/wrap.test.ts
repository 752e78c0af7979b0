import t from 'tap'
import { line, plain } from '../../../src/report/layout/line.js'
import { flow, wrap } from '../../../src/report/layout/wrap.js'

t.test('text is broken at blanks, and the rows after the first are indented', async t => {
  t.same(wrap(line('one two three four'), 9, 2).map(plain), ['one two', '  three', '  four'])
})

t.test('a word that is longer than a row is cut', async t => {
  t.same(wrap(line('abcdefgh ij'), 4).map(plain), ['abcd', 'efgh', 'ij'])
})

t.test('what just fits stays on its row', async t => {
  t.same(wrap(line('abc def'), 7).map(plain), ['abc def'])
})

t.test('what is to be typed moves to a row of its own rather than break', async t => {
  const text = [...line('see '), ...line('`ss -ltnp`', 'code'), ...line(' there')]
  t.same(wrap(text, 11).map(plain), ['see', '`ss -ltnp`', 'there'])
})

t.test('tones stay with their letters', async t => {
  const rows = wrap([...line('one ', 'bad'), ...line('two three', 'good')], 7)
  t.same(rows, [
    [
      { text: 'one ', tone: 'bad' },
      { text: 'two', tone: 'good' }
    ],
    [{ text: 'three', tone: 'good' }]
  ])
})

t.test('items stand side by side as long as there is room', async t => {
  t.same(flow([line('aaa'), line('bbb'), line('ccc')], 9).map(plain), ['aaa   bbb', 'ccc'])
})
