import t from 'tap'
import { golden } from './golden.js'
import { reported } from './page.js'
import { bytes } from './streams/bytes.js'

const verbose = (options: Parameters<typeof reported>[2] = {}) => reported('terminal', bytes, options, 1, true)

for (const columns of [80, 120]) {
  t.test(`the bytes of a run are laid out for ${columns} columns`, async t => {
    const text = verbose({ columns })
    t.equal(text, golden(`bytes-${columns}.txt`, text))
    t.same(
      text.split('\n').filter(row => row.length > columns),
      [],
      'no row is wider than the page'
    )
  })
}

t.test('no control sequence that was sent reaches the terminal', async t => {
  t.notOk(verbose().includes(String.fromCharCode(27)))
  t.match(verbose({ unicode: false }), /^[\n -~]*$/, 'nor a sign that it lacks')
})

t.test('only what was asked for is told', async t => {
  t.notMatch(reported('terminal', bytes), /client → gateway/)
})
