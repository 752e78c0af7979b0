import t from 'tap'
import { cellFrom } from '../../src/matrix/cell.js'
import type { AnswerResult, Round } from '../../src/matrix/results.js'
import { card } from '../report/streams/run.js'
import { answer, cell } from './page/sample.js'

const CARD = card({ id: 'crash', title: 'The process dies', answer: '502' })

function of(...rounds: (readonly AnswerResult[] | Round)[]) {
  const all = rounds.map(round => ('outcome' in round ? round : { outcome: 'pass' as const, answers: round }))
  return cellFrom(CARD, all, cell('crash', []).evidence)
}

const BROKEN: Round = { outcome: 'broken', why: 'busy', answers: [] }

t.test('a cell came to the worst of its rounds', async t => {
  const differs: Round = { outcome: 'differs', answers: [answer()] }
  t.equal(of([answer()], differs).outcome, 'differs')
  t.equal(of(differs, { ...differs, outcome: 'fail' }).outcome, 'fail')
  t.equal(of([answer()], BROKEN).outcome, 'broken')
})

t.test('rounds are the same when status, outcome, attempts and error type are, whatever their times', async t => {
  t.ok(of([answer({ after: 1 })], [answer({ after: 99 })]).same)
  for (const part of [
    { status: 504 },
    { status: null, got: 'nothing' },
    { got: 'made-whole' },
    { attempts: 2 },
    { error: 'connection_refused' }
  ] as const)
    t.notOk(of([answer()], [answer(part)]).same, JSON.stringify(part))
  t.notOk(of([answer()], { outcome: 'differs', answers: [answer()] }).same, 'and the verdict')
})

t.test('a round that was broken says nothing, also not that it was different', async t => {
  t.ok(of([answer()], BROKEN, [answer()]).same)
  t.notOk(of([answer()], BROKEN, [answer({ status: 504 })]).same)
})

t.test('of requests that were alike it does not matter which one got what', async t => {
  const [good, bad] = [answer({ status: 200 }), answer({ status: 504, attempts: 0 })]
  t.ok(of([good, bad], [bad, good]).same)
  t.ok(
    of(
      [good, bad],
      [
        { ...good, attempts: 0 },
        { ...bad, attempts: 1 }
      ]
    ).same,
    'as often as together'
  )
  t.notOk(of([good, bad], [good, good]).same)
  const other = { ...bad, request: 'GET /other' }
  t.notOk(
    of(
      [good, other],
      [
        { ...good, status: 504 },
        { ...other, status: 200 }
      ]
    ).same,
    'but of others it does'
  )
})
