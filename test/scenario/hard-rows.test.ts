import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parseScenario, planRun } from '../../src/scenario/index.js'

const folder = new URL('../../../test/scenario/hard-rows/', import.meta.url)

/** The rows of the catalogue that ask most of the language, and the words in them that no part plays yet. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'rolling-deploy': [],
  'late-success': [],
  'pool-exhausted': [],
  chain: ['hops', 'answered-by'],
  'tls-and-names': ['listen']
}

t.same(
  readdirSync(folder).sort(),
  Object.keys(ROWS)
    .map(name => `${name}.yaml`)
    .sort(),
  'every row is listed'
)

for (const [name, later] of Object.entries(ROWS)) {
  t.test(`${name} fits into the language`, async t => {
    const file = `${name}.yaml`
    const { scenario, problems } = parseScenario(readFileSync(new URL(file, folder), 'utf8'), file)
    t.same(problems, [])
    if (scenario === undefined) return
    const plan = planRun(scenario, { speed: 1, limits: {} })
    t.same([...plan.later].sort(), [...later].sort(), 'what is not played yet is known by name')
  })
}

t.test('a request that is sent several times is planned as often', async t => {
  const { scenario } = parseScenario(
    readFileSync(new URL('pool-exhausted.yaml', folder), 'utf8'),
    'pool-exhausted.yaml'
  )
  if (scenario === undefined) return t.fail('it does not parse')
  const plan = planRun(scenario, { speed: 10, limits: {} })
  t.same(plan.requests, [...Array(4).fill('GET /slow'), 'GET /fast'])
  t.same(plan.realLimits, { read: 100 }, 'speed has made the limit real')
  t.match(plan.expected.answers.at(-1), { status: [504], error: 'connection_read_timeout' })
})
