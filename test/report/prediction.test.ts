import t from 'tap'
import type { Event } from '../../src/core/events.js'
import { compare } from '../../src/report/prediction/comparison.js'
import { type Prediction, readPrediction } from '../../src/report/prediction/questions.js'
import { Gathering, type Told } from '../../src/report/told.js'
import * as deaths from './streams/deaths.js'
import * as timeouts from './streams/timeouts.js'

function told(events: readonly Event[]): Told {
  const gathering = new Gathering(true)
  return events.map(event => gathering.take(event)).find(run => run !== undefined) as Told
}

function right(text: string, events: readonly Event[], request = 0): string[] {
  const compared = compare(readPrediction(text) as Prediction, told(events), request)
  return compared.filter(each => each.right).map(each => each.name)
}

t.test('a prediction is read from one line, and everything else is none', async t => {
  t.same(readPrediction('504, 1.5 s, Nobody knows, later'), {
    status: 504,
    after: 1500,
    work: 'nobody knows',
    retry: 'later'
  })
  t.match(readPrediction('none,0,?,no'), { status: 'none', after: 0, work: 'nobody knows' })
  for (const text of ['', '504,1s,yes', '504,1s,yes,later,no', '700,1s,yes,no', '504,1,yes,no', '504,1s,maybe,no'])
    t.equal(readPrediction(text), undefined, text)
})

t.test(
  'work that ends for nobody was done, a request that never arrived was not, and of a killed one nobody knows',
  async t => {
    const all = ['status', 'after', 'work', 'retry']
    t.same(right('504,1s,yes,later', timeouts.slowDb), all)
    t.same(right('502,0,no,yes', deaths.refused), all)
    t.ok(right('502,0,nobody knows,later', deaths.crash).includes('work'))
    t.same(right('502,0,no,no', deaths.keepaliveRacePost, 1), all)
  }
)

t.test('a time is right within a fifth, or a quarter of a second', async t => {
  t.ok(right('504,1.19s,yes,later', timeouts.slowDb).includes('after'))
  t.notOk(right('504,1.4s,yes,later', timeouts.slowDb).includes('after'))
  t.ok(right('502,240ms,no,yes', deaths.refused).includes('after'))
})

t.test('what was wrong is told with a reason', async t => {
  const wrong = compare(readPrediction('502,60s,no,no') as Prediction, told(timeouts.slowDb), 0)
  t.match(wrong, [
    { right: false, why: /^connection_read_timeout: / },
    { right: false, predicted: '1m', why: "it was ended by the gateway's read timeout 1s" },
    { right: false, happened: 'yes', why: 'the upstream came to its end, for nobody' },
    { right: false, happened: 'later' }
  ])
  const unadvised = timeouts.slowDbWithIndex.map(event =>
    event.event === 'judged' ? { ...event, verdict: { ...event.verdict, retry: [] } } : event
  )
  t.match(compare(readPrediction('200,0,yes,yes') as Prediction, told(unadvised), 0)[3], {
    happened: 'no',
    why: 'there is no need to: the answer is whole'
  })
})
