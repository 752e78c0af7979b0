import t from 'tap'
import { oneOfAlike, remarksOnAlike, withAlike } from '../../src/check/alike.js'
import { cellsOf } from '../../src/check/cells.js'
import { FAILURES } from '../../src/check/failures.js'
import type { Play } from '../../src/check/inside-words.js'
import { behaviour, error } from './behaviours.js'
import { configuration, route, written } from './findings/sample.js'

const slow = { read: written('proxy_read_timeout', '60s', 5, 60_000) }
const routes = [
  route('/a', { settings: slow }),
  route('/b', { settings: { read: written('proxy_read_timeout', '60s', 9, 60_000) } }),
  route('/c', { settings: { read: written('proxy_read_timeout', '30s', 12, 30_000) } })
]
const sample = configuration(routes)
const cells = cellsOf(sample, (_, failure) => ['ok', 'hang'].includes(failure))

function told(all: readonly Play[]): string[] {
  return all.map(({ route: at, failure }) => `${routes[at]?.id} ${FAILURES[failure]?.id}`).sort()
}

t.test('few cells are all played', async t => {
  t.same(oneOfAlike(sample, cells).cells, cells)
})

t.test('of many routes with the same settings one is played, and the others are seen to work', async t => {
  const { cells: played, models } = oneOfAlike(sample, cells, 3)
  t.same(told(played), ['/a hang', '/a ok', '/b ok', '/c hang', '/c ok'])
  t.match(remarksOnAlike(sample, models), [{ text: /^1 more routes have the settings of \/a/ }])
})

t.test('what its model did is said of a route, with the line that decides it there', async t => {
  const { models } = oneOfAlike(sample, cells, 3)
  const ok = routes.map(({ id }) => behaviour({ route: id }))
  const hang = error(504, { route: '/a', failure: 'hang', decidedBy: slow.read })
  const said = withAlike(sample, cells, [...ok, hang], models)
  t.match(
    said.find(each => each.route === '/b' && each.failure === 'hang'),
    { status: 504, decidedBy: { place: { line: 9 } } }
  )
})

t.test('a route that does something else when nothing fails is not known', async t => {
  const { models } = oneOfAlike(sample, cells, 3)
  const ok = [behaviour({ route: '/a' }), error(403, { route: '/b' })]
  const said = withAlike(sample, cells, [...ok, error(504, { route: '/a', failure: 'hang' })], models)
  t.match(said.find(each => each.route === '/b' && each.failure === 'hang')?.unknown, /answers otherwise than \/a/)
})
