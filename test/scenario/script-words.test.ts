import t from 'tap'
import type { UpstreamPlan } from '../../src/core/upstream-plan.js'
import { allScenarios, planRun, scriptWords } from '../../src/scenario/index.js'

const PLAN: UpstreamPlan = { name: 'a', listen: 'open', script: [], connections: [], when: [], workers: 0 }

t.test('what an upstream will do is told in the order in which its rules apply', async t => {
  const respond = { kind: 'respond', value: { status: 200, body: 'ok' } }
  const receive = { kind: 'receive', value: 'request' }
  t.same(
    scriptWords(
      {
        ...PLAN,
        workers: 2,
        connections: [[receive, { kind: 'close', value: true }]],
        when: [{ path: '/slow', method: 'GET', script: [receive, { kind: 'wait', value: 100 }, respond] }],
        script: [receive, respond]
      },
      10
    ),
    [
      '2 at a time, others wait',
      'connection 1: receive request, close',
      'GET /slow: receive request, wait 1s, respond 200',
      'receive request, respond 200'
    ]
  )
})

t.test('a port that nobody can reach has no script', async t => {
  t.same(scriptWords({ ...PLAN, listen: 'refused' }, 1), ['nothing listens on its port'])
  t.same(scriptWords({ ...PLAN, listen: 'blackhole' }, 1), ['it answers no SYN'])
})

t.test('bytes are told as they are written, long ones cut; logs and marks not at all', async t => {
  const send = { kind: 'send', value: { text: 'id;total\r\n', encoding: 'utf8', times: 200 } }
  const long = { kind: 'send', value: { text: 'x'.repeat(500), encoding: 'utf8', times: 1 } }
  const quiet = [
    { kind: 'log', value: 'secret' },
    { kind: 'mark', value: 'secret' }
  ]
  t.same(scriptWords({ ...PLAN, script: [...quiet, send, long] }, 1), [
    `send "id;total\\r\\n" 200 times, send "${'x'.repeat(59)}…`
  ])
})

t.test('every scenario can be told without its name and title', async t => {
  for (const scenario of await allScenarios()) {
    const words = planRun(scenario, { speed: 1, limits: {} }).upstreams.flatMap(upstream => scriptWords(upstream, 1))
    t.ok(words.length > 0, scenario.id)
    t.notOk(
      words.some(line => line.includes(scenario.title) || line.includes('[object')),
      words.join('; ')
    )
    t.ok(JSON.stringify(scenario).includes('undefined') || !words.some(line => line.includes('undefined')), scenario.id)
  }
})
