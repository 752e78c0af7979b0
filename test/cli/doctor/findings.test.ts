import t from 'tap'
import { findingOf, PROBES, readyFor } from '../../../src/cli/doctor/index.js'
import { foundNode } from '../../../src/cli/doctor/node.js'
import type { Finding } from '../../../src/report/index.js'

const finding = (state: Finding['state'], weighs: Finding['weighs']): Finding => ({
  name: 'x',
  found: '',
  state,
  weighs
})

t.test('what is absent weighs as much as what cannot run without it', async t => {
  t.equal(readyFor([finding('good', 'all'), finding('poor', 'all'), finding('absent', 'extra')]), 'all')
  t.equal(readyFor([finding('absent', 'some'), finding('absent', 'extra')]), 'some')
  t.equal(readyFor([finding('absent', 'some'), finding('absent', 'all')]), 'nothing')
})

t.test('a probe that fails has found that it is not there', async t => {
  const probe = { name: 'x', weighs: 'some', look: () => Promise.reject(new Error('no way')) } as const
  t.match(await findingOf(probe, { plans: [], env: {} }), {
    name: 'x',
    weighs: 'some',
    state: 'absent',
    found: 'no way'
  })
})

t.test('every probe has a name of its own', async t => {
  t.equal(new Set(PROBES.map(({ name }) => name)).size, PROBES.length)
})

for (const [version, state] of [
  ['v18.20.0', 'absent'],
  ['v20.18.9', 'absent'],
  ['v20.19.0', 'poor'],
  ['v22.0.0', 'good'],
  ['v25.1.0', 'good']
] as const) {
  t.test(`Node ${version} is ${state}`, async t => {
    t.equal(foundNode(version).state, state)
  })
}
