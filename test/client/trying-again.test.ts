import t from 'tap'
import { eventually } from '../upstream/fixtures/stage.js'
import { only, played, rawGateway, request } from './played.js'

const answer = (status: number) => `HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`

/** Nine bytes are told, and five come. */
const CUT = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfive!'

/** A gateway whose n-th connection gets the n-th answer; none, or one that is cut, has a FIN behind it. */
function answeringInTurn(...answers: readonly (string | undefined)[]) {
  const at: number[] = []
  const gateway = rawGateway((socket, index) => {
    socket.once('data', () => {
      at.push(performance.now())
      const bytes = answers[index]
      if (bytes !== undefined) socket.write(bytes)
      if (bytes === undefined || bytes === CUT) socket.end()
    })
  })
  return { gateway, at }
}

const statuses = (sights: Awaited<ReturnType<typeof played>>) => only(sights, 'head').map(sight => sight.status)

for (const [name, first, ends] of [
  ['500 and more', answer(503), { how: 'whole' }],
  ['429', answer(429), { how: 'whole' }],
  ['no answer at all', undefined, { how: 'closed' }],
  ['an answer that is cut', CUT, { how: 'cut', bodySize: 5 }]
] as const) {
  t.test(`a client that tries again does so after ${name}`, async t => {
    const { gateway, at } = answeringInTurn(first, answer(200))
    await using there = await gateway
    const sights = await played(there, [request({ retry: { times: 3, backoff: 1 } })])
    t.equal(at.length, 2, 'and stops when it is answered')
    t.equal(statuses(sights).at(-1), 200)
    t.match(only(sights, 'retries'), [{ attempt: 2 }])
    t.match(only(sights, 'ended')[0], ends)
  })
}

t.test('an answer that is final is not asked for again', async t => {
  const { gateway, at } = answeringInTurn(answer(404), answer(200))
  await using there = await gateway
  await played(there, [request({ retry: { times: 3, backoff: 1 } })])
  t.equal(at.length, 1)
})

t.test('the pause before a try is doubled each time, and never shorter', async t => {
  const { gateway, at } = answeringInTurn(answer(502), answer(502), answer(502), answer(200))
  await using there = await gateway
  const sights = await played(there, [request({ retry: { times: 2, backoff: 30 } })])
  t.same(statuses(sights), [502, 502, 502], 'so many tries and no more')
  const [first = 0, second = 0, third = 0] = at
  t.ok(second - first >= 30, `${second - first} ms`)
  t.ok(third - second >= 60, `${third - second} ms`)
})

t.test('a client that has enough leaves, and not before its time', async t => {
  let stayed = 0
  await using there = await rawGateway(socket => {
    const began = performance.now()
    socket.once('end', () => {
      stayed = performance.now() - began
      socket.end()
    })
    socket.resume()
  })
  const sights = await played(there, [request({ leaves: 40 })])
  t.match(only(sights, 'ended'), [{ how: 'gave-up', complete: false }])
  await eventually(() => stayed > 0)
  // It had connected before it began to wait.
  t.ok(stayed >= 35, `${stayed} ms`)
})
