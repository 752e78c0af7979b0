import t from 'tap'
import { answerOf } from '../../../src/check/lock/answer.js'
import { hearAnswer, tellAnswer, told } from '../../../src/check/lock/told.js'
import { anyBehaviour, behaviour, error, limit, numbers } from '../behaviours.js'

t.test('an answer is told in the words of somebody on call', async t => {
  t.equal(told(behaviour()), '200')
  t.equal(told(error(502)), '502')
  t.equal(told(error(504, { after: 60_012, decidedBy: limit(60_000) })), '504 after 60s')
  t.equal(told(error(504, { after: 60_012, attempts: 2, decidedBy: limit(60_000) })), '504 after 60s, sent 2 times')
  t.equal(told(behaviour({ got: 'cut', after: 60_400, decidedBy: limit(60_000) })), '200 cut after 60s')
  t.equal(told(behaviour({ got: 'made-whole' })), '200 cut without a trace')
  t.equal(told(behaviour({ got: 'nothing', status: null })), 'closed without an answer')
  t.equal(told(behaviour({ got: 'reset', status: null, after: 5002 })), 'reset after about 5s')
  t.equal(told(behaviour({ got: 'silence', status: null, after: null })), 'silence for 10m')
  t.equal(told(behaviour({ got: 'silence', after: null })), '200 without an end for 10m')
})

t.test('whose page it is, is told where one would be wrong to guess', async t => {
  t.equal(told(error(200, { after: 60_000, decidedBy: limit(60_000) })), "200 with the gateway's page after 60s")
  t.equal(told(error(502, { author: 'nobody' })), '502 without a page')
  t.equal(told(behaviour({ status: 502, upstreamStatus: 502 })), '502')
  t.equal(told(error(502, { upstreamStatus: 502 })), "502, the gateway's page instead of the application's")
  t.equal(told(error(200, { upstreamStatus: 502 })), "200, the gateway's page instead of the application's 502")
  t.equal(told(behaviour({ upstreamStatus: 502 })), "200, instead of the application's 502")
  t.equal(told(behaviour({ attempts: 0, upstreamStatus: null })), '200 from its cache')
  t.equal(told(error(502, { upstreamStatus: 200 })), '502', 'what broke off half-way was no answer')
})

t.test('fields that clients act on are told', async t => {
  t.equal(told(error(503, { fields: ['server', 'x', 'retry-after', '120'] })), '503, Retry-After 120')
  t.equal(told(error(503, { fields: ['Retry-After', 'Mon, 30 Nov 2026 23:57:40 GMT'] })), '503, Retry-After date')
  t.equal(told(error(302, { fields: ['location', '/so ry'] })), "302 with the gateway's page, Location /so%20ry")
})

t.test('a time is the one that a setting says, or about what was measured', async t => {
  const after = (measured: number, set?: number, attempts = 1) =>
    told(error(504, { after: measured, attempts, ...(set === undefined ? {} : { decidedBy: limit(set) }) }))
  t.equal(after(62_900, 60_000), '504 after 60s')
  t.equal(after(57_100, 60_000), '504 after 60s')
  t.equal(after(63_050, 63_000), '504 after 63s')
  t.equal(after(180_900, 60_000, 3), '504 after 3m, sent 3 times')
  t.equal(after(61_000), '504 after about 60s')
  t.equal(after(67_300), '504 after about 67s')
  t.equal(after(200_000), '504 after about 200s')
  t.equal(after(999), '504')
  t.equal(after(1300, 900), '504')
  t.equal(after(30_000, Number.POSITIVE_INFINITY), '504 after about 30s')
  t.equal(after(7_200_500, 7_200_000), '504 after 2h')
})

t.test('what may be a moment of the machine is no time of the gateway', async t => {
  const { time } = answerOf(behaviour({ after: 7000, blur: 9000 }))
  t.equal(time.milliseconds, 0)
  t.equal(answerOf(behaviour({ after: 12_000, blur: 9000 })).time.milliseconds, 12_000)
  t.equal(answerOf(error(504, { after: 5020, blur: 9000, decidedBy: limit(5000) })).time.milliseconds, 5000)
})

t.test('what was told is heard as the same', async t => {
  const next = numbers(1)
  for (let count = 0; count < 2000; count++) {
    const answer = answerOf(anyBehaviour(next))
    const words = tellAnswer(answer)
    t.same(hearAnswer(words), answer, words)
  }
})

t.test('other words are not heard as an answer', async t => {
  for (const words of ['', ' ', '20000', 'afer 60s', '504 after', '504 after 60', '504, sent twice', '504,', 'cut 200'])
    t.equal(hearAnswer(words), undefined, words)
})
