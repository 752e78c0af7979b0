import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { now } from '../../src/core/clock.js'
import type { Sight } from '../../src/core/events.js'
import { createMarks } from '../../src/core/marks.js'
import type { UpstreamPlan } from '../../src/core/upstream-plan.js'
import { startUpstreamFor } from '../../src/runner/start-upstream.js'
import type { UpstreamSetting } from '../../src/runner/upstream-setting.js'
import type { RunningUpstream } from '../../src/upstream/index.js'
import { Caller, eventually, REQUEST, respond, step } from '../upstream/fixtures/stage.js'

const OUTCOME = { sql: 'select 1', scan: 'Seq Scan', rows: 1, rowsRemoved: 299, milliseconds: 1500 }
const NO_LINUX = process.platform !== 'linux' && 'how many connections fit is known for Linux'
const CRASH = step('crash', 'SIGKILL')

interface Seen extends AsyncDisposable {
  readonly upstream: RunningUpstream
  readonly facts: { readonly sight: Sight; readonly at: number }[]
  readonly marks: UpstreamSetting['marks']
  words(): string[]
}

async function start(
  script: UpstreamPlan['script'],
  query: UpstreamSetting['query'] = async () => OUTCOME,
  more: Partial<UpstreamPlan> = {}
): Promise<Seen> {
  const facts: Seen['facts'] = []
  const marks = createMarks()
  const plan: UpstreamPlan = { name: 'shop', listen: 'open', script, connections: [], when: [], workers: 0, ...more }
  const upstream = await startUpstreamFor(plan, {
    host: '127.0.0.1',
    speed: 1,
    witness: (sight, at = now()) => facts.push({ sight, at }),
    marks,
    over: new AbortController().signal,
    query,
    leave: () => undefined
  })
  // In how many pieces bytes come, and how busy the machine is, is no matter of these tests.
  const words = () =>
    facts.map(({ sight }) => sight.what).filter(word => word !== 'received' && word !== 'kept-waiting')
  return { upstream, facts, marks, words, [Symbol.asyncDispose]: () => upstream.close() }
}

t.test('a crash kills a real process with the request in its hands', async t => {
  await using on = await start([REQUEST, CRASH])
  const caller = new Caller(on.upstream).get('/orders')
  t.equal(await caller.ended, 'fin', 'the request was read, so the kernel closes in order')
  await on.upstream.settled()
  t.same(on.words(), ['listening', 'accepted', 'request', 'crashed'], 'all that it saw is told')
  t.match(on.facts.at(-1)?.sight, { upstream: 'shop', what: 'crashed', signal: 'SIGKILL' })
  t.same(
    on.facts.map(fact => fact.at),
    on.facts.map(fact => fact.at).sort((a, b) => a - b),
    'on one clock'
  )
  const [error] = await once(connect({ host: on.upstream.host, port: on.upstream.port }), 'error')
  t.equal(error.code, 'ECONNREFUSED', 'a second connect is refused')
})

t.test('a crash takes every connection with it', async t => {
  await using on = await start([REQUEST, step('await', 'both-there'), CRASH])
  const callers = [new Caller(on.upstream).get(), new Caller(on.upstream).get()]
  await eventually(() => on.words().filter(word => word === 'step').length === 2)
  on.marks.set('both-there')
  t.same(await Promise.all(callers.map(caller => caller.ended)), ['fin', 'fin'])
  await on.upstream.settled()
  t.equal(on.words().filter(word => word === 'crashed').length, 1)
})

t.test('marks and queries reach the run from the process of an upstream', async t => {
  await using on = await start([
    REQUEST,
    step('mark', 'here'),
    step('query', { ask: ['orders with an index'] }),
    respond(200),
    REQUEST,
    CRASH
  ])
  const caller = new Caller(on.upstream)
  await caller.get().until('200 OK')
  await on.marks.wait('here', new AbortController().signal)
  await on.upstream.settled()
  t.match(on.facts.find(({ sight }) => sight.what === 'query')?.sight, { outcome: OUTCOME })
  caller.leave()
})

t.test('trouble of a query in the process of an upstream is told by settled', async t => {
  const trouble = new Error('the database is gone')
  await using on = await start([REQUEST, step('query', { ask: ['orders with an index'] }), CRASH], () =>
    Promise.reject(trouble)
  )
  await new Caller(on.upstream).get().ended
  await t.rejects(on.upstream.settled(), trouble)
})

t.test(
  'a block keeps the whole process from answering, and what waited meanwhile is done before it is over',
  async t => {
    const block = [REQUEST, step('mark', 'blocked'), step('block', 300), respond(200)]
    await using on = await start([], undefined, {
      when: [{ path: '/a', script: block }],
      script: [REQUEST, respond(200)]
    })
    const first = new Caller(on.upstream).get('/a')
    await on.marks.wait('blocked', new AbortController().signal)
    await eventually(() => on.words().includes('step'))
    const [began] = on.facts.filter(({ sight }) => sight.what === 'step')
    const second = new Caller(on.upstream).get('/b')
    await second.until('200 OK')
    await eventually(() => on.words().includes('answered'))
    const answered = on.facts.filter(({ sight }) => sight.what === 'answered')
    t.ok((answered[0]?.at ?? 0) - (began?.at ?? 0) >= 300, 'nobody is answered while it computes')
    t.match(began?.sight, { step: 'block', says: 'block 300ms' })
    await first.until('200 OK')
    await on.upstream.settled()
    t.equal(on.words().filter(word => word === 'answered').length, 2)
    first.leave()
    second.leave()
  }
)

t.test('a run does not wait for a block without end, and its process goes with the run', async t => {
  const on = await start([REQUEST, step('mark', 'blocked'), step('block', 'for ever'), respond(200)])
  const caller = new Caller(on.upstream).get()
  await on.marks.wait('blocked', new AbortController().signal)
  await eventually(() => on.words().includes('step'))
  await on.upstream.settled()
  t.notOk(on.words().includes('answered'))
  await on.upstream.close()
  await caller.ended
  t.pass('its connections end')
})

t.test(
  'with a short backlog the kernel takes as many connections as fit while nobody accepts',
  { skip: NO_LINUX },
  async t => {
    const block = [REQUEST, step('mark', 'blocked'), step('block', 'for ever')]
    await using on = await start(block, undefined, { backlog: 1 })
    const first = new Caller(on.upstream).get()
    await on.marks.wait('blocked', new AbortController().signal)
    await eventually(() => on.words().includes('step'))
    const { host, port } = on.upstream
    const taken = [connect({ host, port }), connect({ host, port })]
    await Promise.all(taken.map(socket => once(socket, 'connect')))
    const late = connect({ host, port }).on('error', () => {})
    const answer = await Promise.race([once(late, 'connect').then(() => 'taken'), delay(300, 'dropped')])
    t.equal(answer, 'dropped')
    for (const socket of [...taken, late, first.socket]) socket.on('error', () => {}).destroy()
  }
)

t.test('a step that needs no process is played here', async t => {
  await using on = await start([REQUEST, respond(200)])
  const caller = new Caller(on.upstream)
  await caller.get().until('200 OK')
  caller.leave()
  t.same(
    process.getActiveResourcesInfo().filter(resource => resource === 'ProcessWrap'),
    []
  )
})

t.test('an upstream whose address is not of this machine is trouble', async t => {
  const plan: UpstreamPlan = { name: 'far', listen: 'open', script: [CRASH], connections: [], when: [], workers: 0 }
  const setting = { speed: 1, witness: () => {}, marks: createMarks(), over: new AbortController().signal }
  const far = startUpstreamFor(plan, {
    ...setting,
    host: '192.0.2.1',
    query: async () => OUTCOME,
    leave: () => undefined
  })
  await t.rejects(far, { code: 'start-failed', message: /EADDRNOTAVAIL/ })
})
