import t from 'tap'
import { longestFirst } from '../../src/runner/longest-first.js'
import { allScenarios, planRun } from '../../src/scenario/index.js'

t.test('what takes long begins first', async t => {
  const plans = (await allScenarios()).map(scenario => planRun(scenario, { speed: 1, limits: {} }))
  const order = longestFirst(plans.map(plan => ({ plan }))).map(({ plan }) => plan.card.id)
  t.equal(order.length, plans.length)
  const before = (early: string, late: string) => t.ok(order.indexOf(early) < order.indexOf(late), `${early}, ${late}`)
  before('slow-db', 'hang')
  before('dripping-head', 'stalled-head')
  before('hang', 'refused')
  before('crash', 'refused')
  before('client-gone', 'hang')
})

t.test('runs of the same length keep their order', async t => {
  const [scenario] = await allScenarios()
  if (scenario === undefined) return t.fail('there is no scenario')
  const plan = planRun(scenario, { speed: 1, limits: {} })
  const jobs = [1, 2, 3].map(number => ({ plan, number }))
  t.same(
    longestFirst(jobs).map(({ number }) => number),
    [1, 2, 3]
  )
})

t.test('runs of one scenario take turns with those of others', async t => {
  const plans = (await allScenarios()).slice(0, 4).map(scenario => planRun(scenario, { speed: 1, limits: {} }))
  const order = longestFirst(plans.flatMap(plan => [1, 2, 3].map(() => ({ plan })))).map(({ plan }) => plan.card.id)
  for (const turn of [0, 4, 8]) t.equal(new Set(order.slice(turn, turn + 4)).size, 4)
})
