import t from 'tap'
import type { Behaviour } from '../../../src/check/behaviour.js'
import { cellsOf, compare, readLock, toldChanges, writeLock } from '../../../src/check/lock/index.js'
import { anyBehaviour, behaviour, error, limit, numbers } from '../behaviours.js'

const AS_LOCK = { product: 'nginx', version: '1.22.1', configuration: './nginx.conf' }

/** What changed since it was written down. */
function since(before: readonly Behaviour[], after: readonly Behaviour[]) {
  return compare(readLock('nginx.lock', writeLock({ ...AS_LOCK, behaviours: before })), { cells: cellsOf(after) })
}

const hang = (after: number, set?: number) =>
  error(504, { failure: 'hang', after, ...(set === undefined ? {} : { decidedBy: limit(set) }) })

t.test('a change is told by route and failure, with the words of before and after', async t => {
  const after = error(200, { failure: 'hang', after: 60_000, decidedBy: limit(60_000) })
  const { changes, same } = since([behaviour(), hang(60_000, 60_000)], [behaviour(), after])
  t.same(toldChanges(changes), ["/api on hang: 504 after 60s -> 200 with the gateway's page after 60s"])
  t.equal(same, 1)
})

t.test('what changed alike stands in one line', async t => {
  const routes = ['/a', '/b']
  const all = (set: number) =>
    routes.flatMap(route => ['hang', 'POST hang'].map(failure => ({ ...hang(set, set), route, failure })))
  t.same(toldChanges(since(all(60_000), [...all(65_000), behaviour({ route: '/c' })]).changes), [
    '/c: a new route',
    '/a, /b on hang, POST hang: 504 after 60s -> 504 after 65s'
  ])
  t.same(toldChanges(since([...all(1000), behaviour({ route: '/c' })], all(1000)).changes), ['/c: the route is gone'])
})

t.test('what is the same is no change, whatever it is', async t => {
  const next = numbers(2)
  for (let count = 0; count < 300; count++) {
    const behaviours = Array.from({ length: 5 }, () => anyBehaviour(next))
    t.same(since(behaviours, behaviours).changes, [])
  }
})

t.test('what a clock cannot tell apart is no change', async t => {
  for (let after = 1; after < 4_000_000; after = after * 1.013 + 1) {
    const settings = [undefined, after, after * 0.96, after * 1.04]
    for (const set of settings)
      for (const jitter of [0.97, 0.985, 1.015, 1.03]) {
        const { changes } = since([hang(after, set)], [hang(after * jitter, set)])
        if (changes.length > 0) t.fail(`${after} ms, set to ${set}, ${toldChanges(changes)}`)
      }
  }
  t.same(since([hang(60_000, 60_000)], [hang(60_900)]).changes, [], 'also when nobody knows any more what decided it')
})

t.test('a time that is another one is a change', async t => {
  const changed = (before: Behaviour, after: Behaviour) => since([before], [after]).changes.length === 1
  for (let after = 2500; after < 4_000_000; after *= 1.07)
    for (const times of [1.25, 0.8, 2, 0.1]) {
      t.ok(changed(hang(after, after), hang(after * times, after * times)), `${after} ms, set to ${times} times that`)
      if (after > 7000) t.ok(changed(hang(after), hang(after * times)), `${after} ms, measured ${times} times that`)
    }
  t.equal(since([hang(60_000, 60_000)], [hang(65_000, 65_000)]).changes.length, 1)
  t.equal(since([hang(100)], [hang(3000)]).changes.length, 1)
})

t.test('another status, end, page, number of tries or field of note is a change', async t => {
  const before = error(503, { failure: 'hang' })
  const others: Partial<Behaviour>[] = [
    { status: 504 },
    { status: null, got: 'nothing' },
    { got: 'cut' },
    { author: 'nobody' },
    { upstreamStatus: 503 },
    { attempts: 2 },
    { fields: ['Retry-After', '5'] }
  ]
  for (const other of others)
    t.equal(since([before], [{ ...before, ...other }]).changes.length, 1, JSON.stringify(other))
  const silence = behaviour({ got: 'silence', after: null })
  t.same(since([silence], [{ ...silence, patience: 1 }]).changes, [], 'how patient the client was is no behaviour')
  t.same(since([before], [{ ...before, page: 'another', attempts: 0, fields: ['date', 'x'] }]).changes, [])
})

t.test('what is unknown on one side, or was not played there, is counted and no change', async t => {
  const found = since(
    [behaviour(), hang(1), behaviour({ failure: 'moved' })],
    [behaviour({ unknown: 'broken' }), hang(1), behaviour({ failure: 'websocket' })]
  )
  t.same(found, { changes: [], same: 1, unknown: 1, oneSided: 2 })
})

t.test('between two configurations a route is the same that host and path lead to', async t => {
  const cells = (...routes: string[]) => cellsOf(routes.map(route => behaviour({ route })))
  const way = (id: string, host: string, path: string) => ({ id, host, path })
  const before = { cells: cells('a.example/x', 'b.example/x', '/y') }
  const routes = [way('to-a', 'A.example', '/x/'), way('to-b', 'b.example', '/x'), way('y', 'c.example', '/y')]
  const found = compare(before, { cells: cells('y', 'to-b', 'to-a'), routes })
  t.same(found, { changes: [], same: 3, unknown: 0, oneSided: 0 })
  const changed = cellsOf([error(502, { route: 'y' })])
  t.same(toldChanges(compare({ cells: cells('/y') }, { cells: changed, routes }).changes), ['/y (y) on ok: 200 -> 502'])
  const two = compare({ cells: cells('/y') }, { cells: cells('a.example/y', 'b.example/y') })
  t.equal(two.changes.length, 3, 'where two would fit, nobody guesses')
})
