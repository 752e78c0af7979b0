import t from 'tap'
import type { Measured } from '../../src/timers/measure.js'
import { PROBES, type Stretch } from '../../src/timers/probes.js'
import { timerOf } from '../../src/timers/timer.js'

function probe(stretch: Stretch) {
  const found = PROBES.find(each => each.stretch === stretch)
  if (found === undefined) throw new Error(stretch)
  return found
}

const run = (gaveUp: number | undefined, more: Partial<Measured> = {}): Measured => ({
  gaveUp,
  status: 504,
  reached: 1,
  through: false,
  unsaid: [],
  ...more
})

t.test(
  'a limit that a trickle cannot stretch is total, with the earliest, middle and latest of its rounds',
  async t => {
    const rounds = [run(1002), run(1040), run(1001)]
    t.same(timerOf(probe('head'), rounds, run(1003)), {
      stretch: 'head',
      limit: 'read',
      kind: 'total',
      tries: 1,
      statuses: [504],
      after: 1002,
      late: [1, 2, 40]
    })
  }
)

t.test('one behind which everything went through is between bytes', async t => {
  t.match(timerOf(probe('head'), [run(1002)], run(4100, { through: true, status: 200 })), { kind: 'between bytes' })
})

t.test('one that ended a trickle much later is not told', async t => {
  t.match(timerOf(probe('body'), [run(1002)], run(3000)), { kind: 'not told' })
})

t.test('four connect limits one after the other are four tries, and late only by the rest', async t => {
  t.match(timerOf(probe('connect'), [run(4007)]), { limit: 'connect', kind: 'each try', tries: 4, late: [7, 7, 7] })
})

t.test('another limit than the one that is meant is named', async t => {
  t.match(timerOf(probe('tls'), [run(3005)]), { limit: 'read' })
  t.match(timerOf(probe('upload'), [run(3005)], run(undefined)), { limit: 'read' })
})

t.test('statuses that are not the same every time are all told', async t => {
  t.match(timerOf(probe('upload'), [run(1003), run(1004, { status: undefined }), run(1005)]), { statuses: [504, null] })
})

t.test('a gateway that waits longer than the client has none', async t => {
  t.match(timerOf(probe('head'), [run(undefined), run(undefined)]), { limit: 'none', late: null })
})

t.test('tries that each had the whole limit are not late', async t => {
  t.match(timerOf(probe('head'), [run(4030, { reached: 4 })]), { limit: 'read', tries: 4, late: [30, 30, 30] })
})

t.test('one try that is late is not two', async t => {
  t.match(timerOf(probe('connect'), [run(1519)]), { tries: 1, late: [519, 519, 519] })
})

t.test('a gateway with one limit for everything connects no longer than that', async t => {
  t.match(timerOf(probe('connect'), [run(7002, { unsaid: ['connect'] })]), { limit: 'read', tries: 1, late: [2, 2, 2] })
})

t.test('what is near no limit that was told is none of them', async t => {
  t.match(timerOf(probe('idle'), [run(2000, { unsaid: ['keepalive'] })]), { limit: 'own', after: 2000, late: null })
  t.match(timerOf(probe('upload'), [run(52)]), { limit: 'own', after: 52 })
})
