import t from 'tap'
import { glyphs } from '../../../src/report/layout/glyphs.js'
import { plain } from '../../../src/report/layout/line.js'
import { drawLane } from '../../../src/report/timeline/draw.js'
import { type Stretch, stretch } from '../../../src/report/timeline/lane.js'
import type { Scale } from '../../../src/report/timeline/scale.js'

/** One column for each millisecond. */
function scaleOf(columns: number): Scale {
  return { end: columns, plot: columns, columns, column: time => time }
}

function drawn(stretches: Stretch[], columns = 30): string[] {
  const rows = drawLane({ name: 'upstream', stretches, remark: 'nothing' }, scaleOf(columns), glyphs(true))
  return rows.map(row => plain(row).trimEnd())
}

t.test('a label stands in its bar, the outcome behind it', async t => {
  t.same(drawn([stretch(0, 14, 'waits', { labels: ['GET /'], outcomes: ['504'] })]), ['├╌ GET / ╌╌╌╌╌┤ 504'])
})

t.test('the longest label that fits is taken', async t => {
  t.same(drawn([stretch(0, 12, 'works', { labels: ['query orders', 'query'] })]), ['├━ query ━━━┤'])
})

t.test('what has no room in the row is noted below, right to left', async t => {
  const rows = drawn([
    stretch(0, 2, 'works', { labels: ['first thing'] }),
    stretch(2, 4, 'works', { labels: ['second thing'] }),
    stretch(4, 29, 'waits', { labels: ['then it waits'] })
  ])
  t.same(rows, ['├━┼━┼╌ then it waits ╌╌╌╌╌╌╌╌┤', '│ └ second thing', '└ first thing'])
})

t.test('at the right edge a text stands before its bar', async t => {
  const rows = drawn([stretch(27, 29, 'waits', { labels: ['POST /orders'], outcomes: ['502'] })])
  t.same(rows, ['         POST /orders, 502 ├╌┤'])
})

t.test('an outcome that begins with the label is told once', async t => {
  const rows = drawn([stretch(3, 7, 'passes', { labels: ['502'], outcomes: ['502 after 4.7 ms', '502'] })])
  t.same(rows, ['   ├───┤ 502 after 4.7 ms'])
})

t.test('work for nobody is drawn from the moment when nobody waited any more', async t => {
  t.same(drawn([stretch(0, 9, 'works', { lostFrom: 5, outcomes: ['200'] })]), ['├━━━━▒▒▒▒┤ 200'])
})

t.test('a broken end is a cross', async t => {
  t.same(drawn([stretch(0, 5, 'waits', { end: 'broken', outcomes: ['refused'] })]), ['├╌╌╌╌✕ refused'])
})

t.test('what is too short to be seen and of no weight is left out', async t => {
  t.same(drawn([stretch(0, 0, 'waits', { minor: true, labels: ['connects'] }), stretch(0, 4, 'works')]), ['├━━━┤'])
})

t.test('what is left out falls to its neighbour', async t => {
  const short = stretch(0, 1, 'waits', { minor: true, end: 'open', labels: ['connects'] })
  t.same(drawn([short, stretch(1, 6, 'works')]), ['├━━━━━┤'])
  const end = stretch(5, 6, 'passes', { minor: true })
  t.same(drawn([stretch(0, 5, 'waits', { end: 'open' }), end]), ['├╌╌╌╌╌┤'])
})

t.test('a lane in which nothing happened says so', async t => {
  t.same(drawn([]), ['nothing'])
})
