import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import type { Sight } from '../../src/core/events.js'
import { createMarks } from '../../src/core/marks.js'
import type { LifePlan, UpstreamPlan } from '../../src/core/upstream-plan.js'
import { startUpstreamFor } from '../../src/runner/start-upstream.js'
import type { RunningUpstream } from '../../src/upstream/index.js'
import { Caller, eventually, REQUEST, respond, step } from '../upstream/fixtures/stage.js'

const NEVER = new AbortController().signal

async function living(life: Partial<LifePlan>, plan: Partial<UpstreamPlan> = {}) {
  const facts: Sight[] = []
  const marks = createMarks()
  const whole: UpstreamPlan = {
    name: 'shop',
    listen: 'open',
    life: { boot: [], on: {}, ...life },
    script: [REQUEST, respond(200)],
    connections: [],
    when: [],
    workers: 0,
    ...plan
  }
  const upstream = await startUpstreamFor(whole, {
    host: '127.0.0.1',
    speed: 1,
    // How busy the machine is is no matter of these tests.
    witness: sight => sight.what !== 'kept-waiting' && facts.push(sight),
    marks,
    over: NEVER,
    query: () => Promise.reject(new Error('no database here')),
    leave: () => undefined
  })
  const words = () => facts.map(sight => sight.what)
  return { upstream, facts, marks, words, [Symbol.asyncDispose]: () => upstream.close() }
}

async function refuses({ host, port }: Pick<RunningUpstream, 'host' | 'port'>): Promise<boolean> {
  const socket = connect({ host, port })
  const refused = await once(socket, 'connect').then(
    () => false,
    error => error.code === 'ECONNREFUSED'
  )
  socket.destroy()
  return refused
}

t.test('before its start is done nothing listens, and its port is known already', async t => {
  await using on = await living({ boot: [step('await', 'go')] })
  t.ok(on.upstream.port > 0)
  t.ok(await refuses(on.upstream))
  on.marks.set('go')
  await eventually(() => on.words().includes('listening'))
  await new Caller(on.upstream).get().until('200 OK')
})

t.test('a supervisor starts it again on the same port, and connections are counted on', async t => {
  await using on = await living(
    { restart: 10 },
    { connections: [[REQUEST, step('exit', 3)]], script: [REQUEST, respond(200)] }
  )
  const { port } = on.upstream
  t.equal(await new Caller(on.upstream).get().ended, 'fin')
  await on.marks.wait('shop-gone', NEVER)
  t.match(
    on.facts.find(({ what }) => what === 'exited'),
    { code: 3, upstream: 'shop' }
  )
  await on.marks.wait('shop-restarted', NEVER)
  t.equal(on.upstream.port, port)
  await new Caller(on.upstream).get().until('200 OK')
  const connections = on.facts.flatMap(sight => (sight.what === 'accepted' ? [sight.connection] : []))
  t.same(connections, [0, 1])
  const pids = on.facts.flatMap(sight => (sight.what === 'started' ? [sight.pid] : []))
  t.equal(new Set(pids).size, 2, 'two processes')
})

t.test('one that leaves at every start never listens', async t => {
  await using on = await living({ restart: 1, boot: [step('exit', 1)] })
  await eventually(() => on.words().filter(word => word === 'exited').length === 2)
  t.notOk(on.words().includes('listening'))
  t.ok(await refuses(on.upstream))
  await on.upstream.settled()
})

t.test('a signal that it does not hear kills it', async t => {
  await using on = await living({})
  await on.upstream.signal?.('SIGTERM')
  t.same(on.words().slice(-2), ['signalled', 'crashed'])
  t.match(on.facts.at(-1), { signal: 'SIGTERM' })
  t.ok(await refuses(on.upstream))
})

t.test('on a signal it takes no more connections, ends what is under way, and leaves', async t => {
  const on = await living(
    { on: { SIGTERM: [step('stop-accepting', true), step('drain', 0), step('exit', 0)] } },
    { script: [REQUEST, step('mark', 'busy'), step('await', 'done'), respond(200)] }
  )
  await using _ = on
  const idle = new Caller(on.upstream)
  await once(idle.socket, 'connect')
  const busy = new Caller(on.upstream).get()
  await on.marks.wait('busy', NEVER)
  const obeyed = on.upstream.signal?.('SIGTERM')
  t.equal(await idle.ended, 'fin', 'what is idle is closed')
  t.ok(await refuses(on.upstream), 'nobody comes in any more')
  t.notOk(on.words().includes('exited'), 'it waits for what is under way')
  on.marks.set('done')
  await busy.until('200 OK')
  t.equal(await busy.ended, 'fin')
  await obeyed
  t.match(on.facts.at(-1), { what: 'exited', code: 0 })
})

t.test('a drain does not wait longer than it was told to', async t => {
  await using on = await living(
    { on: { SIGTERM: [step('drain', 20), step('exit', 0)] } },
    { script: [REQUEST, step('mark', 'busy'), step('hang', true)] }
  )
  const busy = new Caller(on.upstream).get()
  await on.marks.wait('busy', NEVER)
  await on.upstream.signal?.('SIGTERM')
  t.equal(await busy.ended, 'fin')
  t.match(on.facts.at(-1), { what: 'exited' })
})

t.test('an upstream that is closed between two lives does not come back', async t => {
  const on = await living({ restart: 60_000, boot: [step('exit', 1)] })
  await eventually(() => on.words().includes('exited'))
  await on.upstream.close()
  t.equal(on.words().filter(word => word === 'started').length, 1)
})
