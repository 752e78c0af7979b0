import t from 'tap'
import type { Fact, Planned, Sight } from '../../src/core/events.js'
import { observe } from '../../src/core/observe.js'

const planned = { requests: ['GET /'] } as unknown as Planned
const bytes = Buffer.from('x').toString('base64')

function facts(...sights: readonly (readonly [at: number, sight: Sight])[]): Fact[] {
  return sights.map(([at, sight]) => ({ event: 'fact', run: 'a', at, ...sight }))
}

t.test('the first byte of the final answer counts, not that of an interim one', async t => {
  const client = { side: 'client', request: 0 } as const
  const [answer] = observe(
    planned,
    facts(
      [1, { ...client, what: 'sent', size: 1, bytes }],
      [17, { ...client, what: 'received', size: 1, bytes }],
      [17, { ...client, what: 'interim', status: 103, fields: [] }],
      [500, { ...client, what: 'received', size: 1, bytes }],
      [501, { ...client, what: 'head', status: 200, reason: 'OK', fields: [] }],
      [502, { ...client, what: 'ended', how: 'whole', complete: true, bodySize: 0 }]
    )
  ).answers
  t.match(answer, { firstByteAt: 500, headAt: 501, endedAt: 502, interim: [103], status: 200 })
})

t.test('an answer of which nothing came is told as given up', async t => {
  t.match(observe(planned, []).answers, [
    { status: undefined, ending: 'gave-up', complete: false, firstByteAt: undefined }
  ])
})

t.test('a request is answered by the fact with its own number on its own connection', async t => {
  const upstream = { side: 'upstream', upstream: 'a' } as const
  const request = { ...upstream, what: 'request', method: 'GET', target: '/' } as const
  const { arrivals, connections, crashed } = observe(
    planned,
    facts(
      [1, { ...upstream, what: 'accepted', connection: 0 }],
      [2, { ...request, fields: [], connection: 0, request: 0 }],
      [3, { ...upstream, what: 'accepted', connection: 1 }],
      [4, { ...request, fields: [], connection: 1, request: 1 }],
      [5, { ...upstream, what: 'answered', connection: 1, request: 1, status: 200, taken: false }],
      [6, { ...upstream, what: 'crashed', signal: 'SIGKILL' }]
    )
  )
  t.equal(connections, 2)
  t.equal(crashed, true)
  t.match(arrivals, [
    { connection: 0, at: 2 },
    { connection: 1, answered: { at: 5, status: 200, taken: false } }
  ])
  t.equal(arrivals[0]?.answered, undefined)
})
