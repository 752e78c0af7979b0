import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { stage } from '../fixtures/stage.js'

t.test('a black hole lets nobody in and tells nobody off', async t => {
  await using on = await stage({ listen: 'blackhole' })
  const { host, port } = on.upstream
  const events: string[] = []
  const callers = Array.from({ length: 20 }, () => {
    const caller = connect({ host, port })
    for (const event of ['connect', 'error', 'end']) caller.on(event, () => events.push(event))
    return caller
  })
  await delay(1300)
  t.same(events, [], 'also after the first SYN was sent again')
  for (const caller of callers) caller.destroy()
  t.same(on.words(), ['listening'])
})

t.test('several black holes stand side by side', async t => {
  const stages = await Promise.all(Array.from({ length: 5 }, () => stage({ listen: 'blackhole' })))
  t.equal(new Set(stages.map(on => on.upstream.port)).size, 5)
  await Promise.all(stages.map(on => on[Symbol.asyncDispose]()))
})
