import t from 'tap'
import { aim, MARK } from '../../src/check/aim.js'
import { FAILURES, type PlayedFailure } from '../../src/check/failures.js'
import { paceOf } from '../../src/check/pace.js'
import { type Scenario, scenariosNamed } from '../../src/scenario/index.js'
import { route } from './findings/sample.js'

const hang = FAILURES.find(({ id }) => id === 'hang') as PlayedFailure
const [upstream] = route('/').upstreams

async function hangOn(path: string, health: string) {
  const upstreams = upstream === undefined ? [] : [{ ...upstream, health: { path: health } }]
  const checked = { ...route(path), upstreams }
  const [scenario] = await scenariosNamed(['hang'])
  return aim(hang, scenario as Scenario, checked, paceOf(checked, hang))
}

t.test('a gateway that asks for health where the client asks hides no failure', async t => {
  const { upstreams, client } = await hangOn('/', '/')
  const [ours, theirs] = upstreams[0]?.when ?? []
  t.match(ours, { has: MARK })
  t.match(theirs, { path: '/' })
  t.ok(JSON.stringify(client.acts).includes(MARK))
})

t.test('where it asks elsewhere a request is what a client would send', async t => {
  const { upstreams, client } = await hangOn('/api', '/health')
  t.match(upstreams[0]?.when[0], { path: '/health' })
  t.notOk(JSON.stringify(client.acts).includes(MARK))
})
