import t from 'tap'
import type { Fact, Planned, Sight } from '../../src/core/events.js'
import { observe } from '../../src/core/observe.js'

const planned = { requests: ['POST /orders'] } as unknown as Planned

function fact(at: number, sight: Sight): Fact {
  return { event: 'fact', run: 'a', at, ...sight }
}

const client = { side: 'client', request: 0 } as const

t.test('what a client got in the end counts, and its earlier tries are told apart', async t => {
  const [seen] = observe(planned, [
    fact(1, { ...client, what: 'sent', size: 1, bytes: '' }),
    fact(2, { ...client, what: 'head', status: 502, reason: '', fields: [] }),
    fact(3, { ...client, what: 'ended', how: 'whole', complete: true, bodySize: 0 }),
    fact(9, { ...client, what: 'retries', attempt: 2 }),
    fact(10, { ...client, what: 'sent', size: 1, bytes: '' }),
    fact(12, { ...client, what: 'head', status: 201, reason: '', fields: [] }),
    fact(13, { ...client, what: 'ended', how: 'whole', complete: true, bodySize: 0 })
  ]).answers
  t.match(seen, { status: 201, sentAt: 10, endedAt: 13 })
  t.match(seen?.earlier, [{ status: 502, sentAt: 1, endedAt: 3, earlier: [] }])
})
