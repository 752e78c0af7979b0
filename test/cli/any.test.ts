import t from 'tap'
import { drawScenario } from '../../src/cli/commands/any.js'
import { allScenarios } from '../../src/scenario/index.js'

t.test('seeds in a row lead to every scenario once before any comes again, and never to the control', async t => {
  const all = (await allScenarios()).map(({ id }) => id)
  const drawn = new Set<string>()
  let seed = 1
  for (let next = await drawScenario(seed); !drawn.has(next.scenario.id); next = await drawScenario(++seed))
    drawn.add(next.scenario.id)
  t.ok(drawn.size > 20)
  t.equal((await drawScenario(1)).scenario.id, [...drawn][0])
  t.notOk(drawn.has('ok'))
  t.same(
    [...drawn].filter(id => !all.includes(id)),
    []
  )
})

t.test('without a seed it is drawn by lot, and told', async t => {
  const { scenario, seed } = await drawScenario()
  t.equal((await drawScenario(seed)).scenario.id, scenario.id)
})
