import t from 'tap'
import { reported } from './page.js'
import { failing } from './streams/outcomes.js'

t.test('every event is one line of JSON, unchanged', async t => {
  const lines = reported('json', failing).trimEnd().split('\n')
  t.same(
    lines.map(line => JSON.parse(line)),
    failing
  )
})
