import t from 'tap'
import { Duration, formatDuration, speedUp, writeDuration } from '../../src/core/duration.js'

t.test('a duration is read with its unit, and not without', async t => {
  t.equal(Duration.parse('300ms')?.milliseconds, 300)
  t.equal(Duration.parse('1.5s')?.milliseconds, 1500)
  t.equal(Duration.parse('2m')?.milliseconds, 120_000)
  for (const wrong of ['300', '1 s', '-1s', 's', '1d', '', '1e3ms', 'Infinitys'])
    t.equal(Duration.parse(wrong), undefined, wrong)
})

t.test('speed makes every duration real, however deep it lies, and nothing else', async t => {
  const piece = {
    limits: { read: new Duration(1000) },
    steps: [{ kind: 'wait', value: new Duration(50) }, 'hang'],
    count: 3,
    none: null
  }
  t.same(speedUp(piece, 10), {
    limits: { read: 100 },
    steps: [{ kind: 'wait', value: 5 }, 'hang'],
    count: 3,
    none: null
  })
})

t.test('a duration is told as a person would', async t => {
  t.same([0.04, 0.42, 9.96, 45.4, 1003, 59_999, 90_000].map(formatDuration), [
    '0 ms',
    '0.4 ms',
    '10 ms',
    '45 ms',
    '1.003 s',
    '59.999 s',
    '1.5 min'
  ])
  t.same([300, 1000, 1500, 60_000, 90_000].map(writeDuration), ['300ms', '1s', '1.5s', '1m', '90s'])
})
