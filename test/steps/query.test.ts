import t from 'tap'
import type { QueryOutcome, Question } from '../../src/core/queries.js'
import type { OnLockWait } from '../../src/upstream/index.js'
import { Caller, eventually, REQUEST, respond, stage, step } from '../upstream/fixtures/stage.js'

const DONE: QueryOutcome = { sql: 'UPDATE articles', rows: 1, rowsRemoved: 0, milliseconds: 1 }
const DEADLOCK: QueryOutcome = { ...DONE, rows: 0, error: { code: '40P01', message: 'deadlock detected' } }
const WAIT = { sql: 'UPDATE articles', holder: { state: 'idle in transaction', sql: 'BEGIN' } }

const sell = (more: object = {}) => step('query', { ask: ['sell article 1'], ...more })

t.test(
  'what the database refuses is answered as the scenario says, and the rest of the script is left out',
  async t => {
    const outcomes = [DEADLOCK, DONE]
    const query = async () => outcomes.shift() ?? DONE
    await using on = await stage({ script: [REQUEST, sell({ else: { status: 503 } }), respond(200)] }, { query })
    const caller = new Caller(on.upstream)
    await caller.get('/first').until('503 Service Unavailable')
    await caller.get('/second').until('200 OK')
    const answered = on.facts.flatMap(fact => (fact.what === 'answered' ? [fact.status] : []))
    t.same(answered, [503, 200])
    t.match(on.find('query'), { request: 0, outcome: { error: { code: '40P01' } } })
    t.match(on.find('logged'), { line: 'the database said no: 40P01, deadlock detected' })
    caller.leave()
  }
)

t.test('a refusal for which the scenario has no answer is trouble that says how to write one', async t => {
  await using on = await stage({ script: [REQUEST, sell(), respond(200)] }, { query: async () => DEADLOCK })
  await new Caller(on.upstream).get().ended
  await t.rejects(on.upstream.settled(), { code: 'database', message: /40P01, deadlock detected/, next: /else: 500/ })
})

t.test('the queries of one request share a session, and those of another have their own', async t => {
  const asked: Question[] = []
  const left: string[] = []
  const query = async (question: Question) => {
    asked.push(question)
    return DONE
  }
  const script = [REQUEST, sell(), sell({ 'deadlock-timeout': 500 }), respond(200)]
  await using on = await stage({ script }, { query, leave: session => void left.push(session) })
  const caller = new Caller(on.upstream)
  await caller.get('/first').until('200 OK')
  await caller.get('/second').until(/200 OK[\s\S]*200 OK/)
  await on.upstream.settled()
  const [one, two, three] = asked.map(({ session }) => session)
  t.equal(one, two)
  t.not(one, three)
  t.same(left, [one, three], 'each is left when its script is over')
  t.same(
    asked.map(({ deadlockTimeout }) => deadlockTimeout),
    [undefined, 500, undefined, 500]
  )
  caller.leave()
})

t.test('a wait for a lock sets the mark, and is work as long as somebody may give the lock back', async t => {
  let onWait: OnLockWait = () => {}
  let answer = () => {}
  const query = (_: Question, heard: OnLockWait) => {
    onWait = heard
    return new Promise<QueryOutcome>(resolve => (answer = () => resolve(DONE)))
  }
  const script = [REQUEST, sell({ mark: 'waits' }), respond(200)]
  await using on = await stage({ script, workers: 1 }, { query })
  const caller = new Caller(on.upstream).get('/first')
  await eventually(() => on.words().includes('step'))
  const behind = new Caller(on.upstream).get('/second')
  let settled = false
  void on.upstream.settled().then(() => {
    settled = true
  })
  onWait(WAIT, false)
  await on.marks.wait('waits', new AbortController().signal)
  t.match(on.find('query-waits'), { request: 0, wait: WAIT })
  t.notOk(settled)
  onWait(WAIT, true)
  await eventually(() => settled)
  t.equal(on.words().filter(word => word === 'query-waits').length, 1, 'told once')
  t.notOk(on.words().includes('query'), 'nobody waits for it, nor for those who wait for its worker')
  answer()
  await caller.until('200 OK')
  await eventually(() => on.words().filter(word => word === 'step').length === 2)
  answer()
  await behind.until('200 OK')
  await on.upstream.settled()
  caller.leave()
  behind.leave()
})
