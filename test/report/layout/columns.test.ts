import t from 'tap'
import { clip, spread, table } from '../../../src/report/layout/columns.js'
import { line, plain } from '../../../src/report/layout/line.js'

t.test('a column is as wide as its widest cell', async t => {
  const rows = [
    [line('a'), line('1')],
    [line('long'), line('22')]
  ]
  t.same(table(rows).map(plain), ['a     1', 'long  22'])
})

t.test('what is cut ends in a mark and fits', async t => {
  t.equal(clip('abcdef', 4, '…'), 'abc…')
  t.equal(clip('abcd', 4, '…'), 'abcd')
})

t.test('two texts share a row, or have two when they are too long', async t => {
  t.same(spread(line('left'), line('right'), 12).map(plain), ['left   right'])
  t.same(spread(line('left'), line('right'), 10).map(plain), ['left', '     right'])
})
