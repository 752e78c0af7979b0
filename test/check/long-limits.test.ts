import t from 'tap'
import { FAILURES, type PlayedFailure } from '../../src/check/failures.js'
import { paceOf } from '../../src/check/pace.js'
import { byDefault, route } from './findings/sample.js'

const hang = FAILURES.find(({ id }) => id === 'hang') as PlayedFailure

function paceFor(limit: number, fastest?: number) {
  return paceOf(route('/', { settings: { read: byDefault('timeout server', `${limit}ms`, limit) } }), hang, fastest)
}

t.test('a limit of seconds or minutes passes in about a second', async t => {
  t.match(paceFor(60_000), { speed: 60 })
  t.match(paceFor(5_000), { speed: 5 })
  t.match(paceFor(600_000), { speed: 75 })
})

t.test('a limit of a day leaves a client the time to ask', async t => {
  const { speed, patience } = paceFor(86_400_000)
  t.equal(speed, 300)
  t.ok(patience / speed <= 15_000, `${patience / speed} ms`)
})

t.test('a limit of an hour is seen to the end', async t => {
  const { limit, patience } = paceFor(3_600_000)
  t.ok(patience > limit * 1.1)
})

t.test('a limit of hours is not waited for where the clock cannot run as fast', async t => {
  const { speed, patience } = paceFor(4 * 3_600_000, 25)
  t.equal(speed, 100)
  t.ok(patience / speed <= 15_000, `${patience / speed} ms`)
  t.ok(patience >= 900_000)
})

t.test('without a clock of its own a limit takes as long as it is', async t => {
  const { speed, patience } = paceFor(600_000, 1)
  t.equal(speed, 1)
  t.ok(patience > 600_000)
})
