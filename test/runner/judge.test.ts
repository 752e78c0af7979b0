import t from 'tap'
import { judge } from '../../src/runner/judge.js'
import type { Records } from '../../src/scenario/recorded.js'
import { answer, arrival, OURS, observation, planOf, THEIRS } from '../checks/seen.js'

const plan = planOf(
  'timeouts: { read: 1s }\nclient: GET /\nexpect: { status: 504, after: 1s, upstream: { requests: 1, completed: false } }'
)

t.test('all as expected is a pass, with every check told', async t => {
  const { outcome, checks } = judge(plan, observation([answer()]), OURS)
  t.equal(outcome, 'pass')
  t.same(
    checks.map(check => check.name),
    ['status', 'error', 'after', 'upstream']
  )
})

t.test('another status is a failure that says what was found', async t => {
  const { outcome, checks } = judge(plan, observation([answer({ status: 200, fields: [] })]), OURS)
  t.equal(outcome, 'fail')
  t.match(checks[0], { name: 'status', ok: false, expected: '504', found: '200' })
  t.match(checks[1], { name: 'error', ok: false, found: 'none' })
})

t.test('an answer is never early, and late only a little', async t => {
  const after = (wait: number) => judge(plan, observation([answer({ firstByteAt: 10 + wait })]), OURS).outcome
  t.equal(after(998), 'fail', 'two milliseconds early')
  t.equal(after(999.5), 'pass', 'within a clock that counts whole milliseconds')
  t.equal(after(1099), 'pass', '5 % and 50 ms late')
  t.equal(after(1101), 'fail', 'later')
})

t.test('what the machine kept for others is no lateness of the gateway, and is told', async t => {
  const seen = (keptWaiting: number) => judge(plan, observation([answer({ firstByteAt: 1160 })], { keptWaiting }), OURS)
  t.equal(seen(0).outcome, 'fail')
  t.equal(seen(49).outcome, 'fail', 'not enough to explain it')
  t.match(seen(60), {
    outcome: 'pass',
    checks: [{}, {}, { found: /^1\.15 s, on a machine so busy that it kept us waiting for 60 ms$/ }]
  })
})

t.test('lateness is allowed in real time: it does not grow with the speed', async t => {
  const fast = planOf('timeouts: { read: 1s }\nclient: GET /\nexpect: { status: 504, after: 1s }', 10)
  const after = (wait: number) => judge(fast, observation([answer({ firstByteAt: 10 + wait })]), OURS)
  t.equal(after(154).outcome, 'pass')
  t.equal(after(156).outcome, 'fail')
  t.match(after(154).checks[2], { expected: '1s', found: '1.54 s' }, 'told in the time of the scenario')
})

t.test('of a cut answer the wait is until the cut', async t => {
  const cut = planOf('timeouts: { read: 1s }\nclient: GET /\nexpect: { status: 200, complete: false, after: 1s }')
  const seen = answer({ status: 200, firstByteAt: 12, endedAt: 1015, complete: false, ending: 'cut' })
  t.equal(judge(cut, observation([seen]), OURS).outcome, 'pass')
  t.equal(
    judge(cut, observation([{ ...seen, ending: 'gave-up' }]), OURS).outcome,
    'fail',
    'without an end nobody can see a cut'
  )
})

t.test('a type that nobody sees is a fault of ours, and not visible on a product', async t => {
  const silent = observation([answer({ fields: [] })])
  t.match(judge(plan, silent, OURS), { outcome: 'fail' })
  const { outcome, checks } = judge(plan, silent, THEIRS)
  t.equal(outcome, 'pass')
  t.match(checks[1], { ok: true, found: 'not visible' })
})

t.test('the log names the type where the answer does not', async t => {
  const entry = { level: 'error', raw: '', message: 'refused', error: 'connection_refused' } as const
  const { outcome, checks } = judge(plan, observation([answer({ fields: [] })], { log: [entry] }), THEIRS)
  t.equal(outcome, 'fail')
  t.match(checks[1], { expected: 'connection_read_timeout', found: 'connection_refused' })
})

t.test('what is recorded for a target makes a failure differ, and says why', async t => {
  const own = { because: 'it says 502 for all', expect: { all: { status: [502] }, byRequest: {} } }
  const recorded = { rules: [], own }
  const known = planOf('timeouts: { read: 1s }\nclient: GET /\nexpect: { status: 504, after: 1s }', 1, recorded)
  const { outcome, checks } = judge(known, observation([answer({ status: 502 })]), THEIRS)
  t.equal(outcome, 'differs')
  t.match(checks[0], { ok: true, expected: '504', found: '502', recorded: 'it says 502 for all' })
  t.equal(
    judge(known, observation([answer({ status: 503 })]), THEIRS).outcome,
    'fail',
    'neither as expected nor as recorded'
  )
  t.equal(judge(known, observation([answer()]), THEIRS).outcome, 'pass', 'as expected after all')
})

t.test('a rule is about every request of which that much is expected, and the record of a scenario wins', async t => {
  const rules = [
    { because: 'no connection is 503', when: { error: ['connection_refused' as const] }, expect: { status: [503] } },
    { because: 'a late answer is 502', when: { status: [504] }, expect: { status: [502] } }
  ]
  const told = (own?: Records['own']) =>
    planOf('timeouts: { read: 1s }\nclient: GET /\nexpect: { status: 504 }', 1, { rules, own })
  const late = observation([answer({ status: 502 })])
  t.match(judge(told(), late, THEIRS), { outcome: 'differs', checks: [{ recorded: 'a late answer is 502' }] })
  t.equal(
    judge(told(), observation([answer({ status: 503 })]), THEIRS).outcome,
    'fail',
    'the other rule is not about it'
  )
  const own = { because: 'here 503', expect: { all: { status: [503] }, byRequest: {} } }
  t.equal(judge(told(own), late, THEIRS).outcome, 'fail')
  t.match(judge(told(own), observation([answer({ status: 503 })]), THEIRS), { checks: [{ recorded: 'here 503' }] })
})

t.test('a product that is not the same every time may do the one or the other, and nothing else', async t => {
  const expect = (status: number) => ({ all: { status: [status] }, byRequest: {} })
  const own = { because: 'two timers', expect: expect(502), or: [expect(503)] }
  const known = planOf('timeouts: { read: 1s }\nclient: GET /\nexpect: { status: 504 }', 1, { rules: [], own })
  const outcomes = [502, 503, 500].map(status => judge(known, observation([answer({ status })]), THEIRS).outcome)
  t.same(outcomes, ['differs', 'differs', 'fail'])
})

t.test('a gateway that died fails, whatever it answered', async t => {
  t.equal(judge(plan, observation([answer()], { gatewayDied: true }), OURS).outcome, 'fail')
})

t.test('work that was completed for nobody is counted', async t => {
  const done = arrival({ answered: { at: 1500, status: 200, taken: false } })
  const { checks } = judge(plan, observation([answer()], { arrivals: [done] }), OURS)
  t.match(checks[3], { ok: false, expected: 'requests 1, completed no', found: 'requests 1, completed yes' })
})

t.test('a wrong answer says nothing when the machine was away for longer than the shortest limit', async t => {
  const wrong = (keptWaiting: number, outcome = 'fail') =>
    t.equal(judge(plan, observation([answer({ status: 200, fields: [] })], { keptWaiting }), OURS).outcome, outcome)
  wrong(900)
  wrong(1100, 'broken')
  const right = observation([answer()], { arrivals: [arrival()], keptWaiting: 5000 })
  t.equal(judge(plan, right, OURS).outcome, 'pass', 'what is as expected needs no excuse')
})
