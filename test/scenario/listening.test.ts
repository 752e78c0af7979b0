import t from 'tap'
import { parseScenario, planRun } from '../../src/scenario/index.js'

/** What is planned of a way of listening; the complaint when it is a mistake. */
function planned(listen: string) {
  const { scenario, problems } = parseScenario(
    `title: A test
teaches: none
because: a reason
client: [ { mark: a }, { mark: b }, GET / ]
upstream: { listen: ${listen}, script: [ receive: request, respond: 200 ] }
expect: { status: 200 }
lesson: { symptom: s, noticed: n, check: c, fix: f, trap: t }
`,
    'a-test.yaml'
  )
  if (scenario === undefined) return problems.map(problem => problem.found)
  const { upstreams, later } = planRun(scenario, { speed: 1, limits: {} })
  const ways = [upstreams[0]?.listen, ...(upstreams[0]?.turns ?? []).map(turn => `${turn.after}: ${turn.listen}`)]
  return [...ways, ...later.map(() => 'later')].join(', ')
}

t.test('one way comes after the other, each as soon as the mark before it is set', async t => {
  for (const [written, plan] of [
    ['open', 'open'],
    ['[ refused ]', 'refused'],
    ['{ refused: { until: a } }', 'refused, a: open'],
    ['[ { open: { until: a } }, blackhole ]', 'open, a: blackhole'],
    ['[ { open: { until: a } }, { refused: { until: b } } ]', 'open, a: refused, b: open'],
    ['[ { blackhole: { until: a } }, { open: { until: b } }, refused ]', 'blackhole, a: open, b: refused']
  ] as const)
    t.equal(planned(written), plan, written)
})

t.test('a way that no part plays yet is known wherever it stands', async t => {
  t.equal(planned('{ tls: expired }'), 'open, later')
  t.equal(planned('[ { refused: { until: a } }, { dns: nxdomain } ]'), 'refused, a: open, later')
  t.equal(planned('{ refused: { until: a }, tls: expired }'), 'refused, a: open, later')
})

t.test('a way before another one needs its mark, and a map its word', async t => {
  for (const written of [
    '[ refused, open ]',
    '[ { tls: expired }, open ]',
    '[ { refused: { until: a } }, refused, open ]',
    '{}',
    '[ { refused: { until: a } }, {} ]'
  ])
    t.same(planned(written), ['a way without a mark before another one'], written)
})
