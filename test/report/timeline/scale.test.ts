import t from 'tap'
import { stretch } from '../../../src/report/timeline/lane.js'
import { scaleFor, ticks } from '../../../src/report/timeline/scale.js'

function scaleTo(end: number, columns = 80) {
  return scaleFor([{ name: 'client', stretches: [stretch(0, end, 'waits')], remark: '' }], columns)
}

t.test('ticks are round at every length of a run', async t => {
  for (const end of [0.7, 3, 45, 302, 1003, 1507, 30_000, 75_000, 600_000]) {
    const scale = scaleTo(end)
    const shown = ticks(scale)
    t.ok(shown.length >= 3, `at least three up to ${end} ms`)
    t.match(
      shown.slice(1).map(tick => tick.text),
      Array(shown.length - 1).fill(/^(0\.)?\d+(\.\d{1,2})? (ms|s|min)$/)
    )
    const gaps = shown.slice(1).map((tick, index) => tick.column - (shown[index]?.column ?? 0))
    t.ok(Math.min(...gaps) >= 9, `not too near up to ${end} ms`)
  }
})

t.test('the ends of the run are the ends of the plot', async t => {
  const scale = scaleTo(1000)
  t.equal(scale.column(0), 0)
  t.equal(scale.column(1000), scale.plot - 1)
  t.equal(scale.column(-5), 0)
})

t.test('the plot leaves room for what is told behind the bars', async t => {
  const outcomes = ['504 after 1.003 s']
  const lanes = [{ name: 'client', stretches: [stretch(0, 1000, 'waits', { outcomes })], remark: '' }]
  t.equal(scaleFor(lanes, 80).plot, 80 - 17 - 3)
})

t.test('a run that took no time at all has a scale all the same', async t => {
  t.equal(scaleTo(0).column(0), 0)
})
