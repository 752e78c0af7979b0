import t from 'tap'
import { Lines } from '../../src/targets/lines.js'

t.test('lines are whole, however they come', async t => {
  const lines = new Lines()
  for (const piece of ['one\ntw', 'o', '\nthree']) lines.add(piece)
  t.strictSame(lines.all, ['one', 'two'])
})

t.test('who waits for a line goes on as soon as it is there', async t => {
  const lines = new Lines()
  const found = lines.until(all => all.includes('two'), 60_000)
  lines.add('one\ntwo\n')
  t.equal(await found, true)
  t.equal(await lines.until(all => all.length === 2, 60_000), true, 'and at once when it is there already')
})

t.test('nobody waits longer than the limit, or than the log lives', async t => {
  const lines = new Lines()
  t.equal(await lines.until(all => all.length > 0, 10), false)
  const found = lines.until(all => all.length > 0, 60_000)
  lines.end()
  t.equal(await found, false)
  t.equal(await lines.until(all => all.length > 0, 60_000), false)
})
