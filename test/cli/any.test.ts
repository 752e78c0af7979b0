import t from 'tap'
import { candidatesFor, drawFrom, drawScenario, numberOf } from '../../src/cli/commands/any.js'
import type { Target } from '../../src/core/target.js'
import { allScenarios } from '../../src/scenario/index.js'
import { targetNamed } from '../../src/targets/index.js'

const reference = targetNamed('reference')
const REFUSED = 652403

t.test('seeds in a row lead to every scenario once before any comes again, and never to the control', async t => {
  const all = (await allScenarios()).map(({ id }) => id)
  const candidates = await candidatesFor(reference)
  const drawn = new Set<string>()
  let seed = 1
  for (
    let next = drawFrom(candidates, reference, seed);
    !drawn.has(next.scenario.id);
    next = drawFrom(candidates, reference, ++seed)
  )
    drawn.add(next.scenario.id)
  t.ok(drawn.size > 20)
  t.equal((await drawScenario(reference, 1)).scenario.id, [...drawn][0])
  t.notOk(drawn.has('ok'))
  t.same(
    [...drawn].filter(id => !all.includes(id)),
    []
  )
})

t.test('without a seed it is drawn by lot, and told', async t => {
  const { scenario, seed } = await drawScenario(reference)
  t.equal((await drawScenario(reference, seed)).scenario.id, scenario.id)
})

t.test('each scenario has a number of its own, which follows from its name alone', async t => {
  const all = await allScenarios()
  t.equal(new Set(all.map(numberOf)).size, all.length)
  for (const id of ['crash', 'slow-db', 'rolling-deploy'])
    t.equal((await drawScenario(reference, numberOf({ id }))).scenario.id, id)
  t.equal(numberOf({ id: 'refused' }), REFUSED, 'people have written it down')
})

t.test('a number that belongs to nobody draws nothing', async t => {
  await t.rejects(drawScenario(reference, 100_000), {
    message: /expected the number of a scenario/,
    next: /below 100000/
  })
})

t.test('a target is only given what it can be', async t => {
  const few: Target = { ...reference, cannotSay: ({ words }) => Object.keys(words).filter(word => word === 'health') }
  const candidates = await candidatesFor(few)
  for (let seed = 1; seed < 100; seed++) {
    const { scenario } = drawFrom(candidates, few, seed)
    if (scenario.gateway?.health !== undefined) t.fail(scenario.id)
  }
  t.pass()
})
