import t from 'tap'
import type { Event, Planned } from '../../src/core/events.js'
import type { Outcome } from '../../src/core/verdict.js'
import { golden } from './golden.js'
import { reported } from './page.js'
import { crash, keepaliveRacePost, refused } from './streams/deaths.js'
import { broken, differing, failing, skipped } from './streams/outcomes.js'
import { slowDb } from './streams/timeouts.js'

function summary(counts: Partial<Record<Outcome, number>>): Event {
  const outcomes = { pass: 0, differs: 0, fail: 0, skipped: 0, broken: 0, ...counts }
  const runs = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  return { event: 'summary', runs, outcomes, milliseconds: 4321 }
}

/** The same run under another name. */
function again(events: readonly Event[], name: string): Event[] {
  return events.map(event => ('run' in event ? { ...event, run: name } : event))
}

t.test('every run has its line, and what failed is told below it', async t => {
  const events = [slowDb, keepaliveRacePost, differing, failing, skipped, broken].flat()
  const text = reported('lines', [...events, summary({ pass: 2, differs: 1, fail: 1, skipped: 1, broken: 1 })])
  t.equal(text, golden('lines.txt', text))
})

t.test('runs that come out the same are counted instead of told again', async t => {
  const runs = Array.from({ length: 100 }, (_, index) => again(slowDb, `run ${index}`)).flat()
  const text = reported('lines', [...runs, summary({ pass: 100 })], {}, 100)
  t.equal(text, golden('repeat.txt', text))
})

t.test('a run that comes out differently among its likes is told, and counted apart', async t => {
  const alike = [again(refused, 'first'), again(refused, 'second')].flat()
  const other = again(crash, 'third').map(event =>
    event.event === 'planned' ? { ...(refused[0] as Planned), run: 'third' } : event
  )
  const text = reported('lines', [...alike, ...other, summary({ pass: 3 })], {}, 3)
  t.equal(text, golden('repeat-differing.txt', text))
})

t.test('runs that overlap are told apart', async t => {
  const [one, two] = [again(slowDb, 'one'), again(refused, 'two')]
  const mixed = one.flatMap((event, index) => [event, ...(two[index] === undefined ? [] : [two[index]])])
  const lines = reported('lines', mixed).trimEnd().split('\n')
  t.same(lines.map(line => line.split(' ')[1]).sort(), ['refused', 'slow-db'])
})

t.test('a stream that stops in the middle leaves what has been told', async t => {
  const text = reported('lines', [...refused, ...slowDb.slice(0, 5)])
  t.match(text, /^✓ refused on reference .* 502 after 2\.5 ms\n$/)
})
