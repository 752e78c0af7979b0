import { getEventListeners } from 'node:events'
import t from 'tap'
import { now } from '../../src/core/clock.js'
import { pause } from '../../src/core/pause.js'

t.test('a pause is never shorter than it was asked for', async t => {
  const over = new AbortController().signal
  for (const milliseconds of [0.2, 1, 1.5, 2.9, 7].flatMap(each => Array<number>(20).fill(each))) {
    const began = now()
    await pause(milliseconds, over)
    const took = now() - began
    if (took < milliseconds) t.fail(`${took} ms instead of ${milliseconds}`)
  }
  t.same(getEventListeners(over, 'abort'), [], 'and nothing of it is left')
})

t.test('no time is no pause', async () => {
  await pause(0, new AbortController().signal)
  await pause(-1, new AbortController().signal)
})

t.test('the end of the run ends a pause, also one that has not begun', async t => {
  const run = new AbortController()
  const long = pause(60_000, run.signal)
  run.abort()
  await long
  await pause(60_000, run.signal)
  t.same(getEventListeners(run.signal, 'abort'), [])
})
