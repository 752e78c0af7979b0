import t from 'tap'
import { asProgram, scenarioList } from '../../src/report/index.js'
import { golden } from './golden.js'
import { pageOf } from './page.js'
import { card } from './streams/run.js'
import { SLOW_DB_CARD } from './streams/timeouts.js'

const CARDS = [
  card({ id: 'ok', title: 'The control: nothing is wrong' }),
  SLOW_DB_CARD,
  card({ id: 'truncated-body', title: 'Less than Content-Length, then FIN', answer: '200 cut', common: true }),
  card({ id: 'keepalive-race-post', title: 'An idle connection dies just as it is used again', answer: '200 → 502' })
]

t.test('the common scenarios come first, in columns, and then how to play one', async t => {
  const text = scenarioList(CARDS, pageOf().out)
  t.equal(text, golden('list.txt', text))
})

t.test('the commands are those of the place where they are typed', async t => {
  const text = scenarioList(CARDS, pageOf({ command: asProgram, columns: 60, unicode: false }).out)
  t.equal(text, golden('list-program.txt', text))
})
