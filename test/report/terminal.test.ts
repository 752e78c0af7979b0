import t from 'tap'
import type { Event } from '../../src/core/events.js'
import type { Got } from '../../src/core/got.js'
import { golden } from './golden.js'
import { reported } from './page.js'
import { crash, keepaliveRacePost, refused, truncatedBody } from './streams/deaths.js'
import { broken, differing, failing, many, skipped } from './streams/outcomes.js'
import { connectTimeout, slowDb, slowDbWithIndex, stalledBody } from './streams/timeouts.js'

const RUNS: readonly (readonly [string, Event[]])[] = [
  ['slow-db', slowDb],
  ['slow-db-add-the-index', slowDbWithIndex],
  ['connect-timeout', connectTimeout],
  ['stalled-body', stalledBody],
  ['refused', refused],
  ['crash', crash],
  ['truncated-body', truncatedBody],
  ['keepalive-race-post', keepaliveRacePost],
  ['failing', failing],
  ['differing', differing],
  ['skipped', skipped],
  ['broken', broken],
  ['many-requests', many]
]

for (const [name, events] of RUNS) {
  t.test(`${name} is told as its golden file shows`, async t => {
    const text = reported('terminal', events)
    t.equal(text, golden(`${name}.txt`, text))
  })
}

for (const columns of [60, 80, 140]) {
  t.test(`slow-db is laid out for ${columns} columns`, async t => {
    const text = reported('terminal', slowDb, { columns })
    t.equal(text, golden(`slow-db-${columns}.txt`, text))
  })
}

t.test('a terminal without UTF-8 gets ASCII and nothing else', async t => {
  const text = reported('terminal', keepaliveRacePost, { unicode: false })
  t.equal(text, golden('keepalive-race-post-ascii.txt', text))
  t.match(text, /^[\n -~]*$/)
})

t.test('no row is wider than the page, except for a command that must stay whole', async t => {
  for (const [name, events] of RUNS) {
    for (const columns of [60, 77, 100, 140]) {
      const rows = reported('terminal', events, { columns }).split('\n')
      const wide = rows.filter(row => row.length > columns && !row.includes('npm run'))
      t.same(wide, [], `${name} in ${columns} columns`)
    }
  }
})

t.test('colour adds nothing but colour', async t => {
  const start = String.fromCharCode(27)
  const painted = reported('terminal', slowDb, { colour: true })
  t.ok(painted.includes(`${start}[32m`))
  const bare = painted.split(new RegExp(`${start}\\[\\d+m`)).join('')
  t.equal(bare.replace(/ +$/gm, ''), reported('terminal', slowDb))
})

t.test('without colour no escape sequence is written, whatever the target sends', async t => {
  const text = reported('terminal', failing)
  t.notOk(text.includes(String.fromCharCode(27)))
  t.match(text, 'SSH-2.0-OpenSSH_9.2\\r\\n\\x1b[31m')
})

t.test('a run that was stopped in the middle, and whose sides disagree on the time, is drawn all the same', async t => {
  const facts = slowDb.filter(event => event.event === 'fact' && !['ended', 'head', 'answered'].includes(event.what))
  const early = facts.map(event => (event.event === 'fact' && event.what === 'request' ? { ...event, at: 1 } : event))
  const judged = broken.filter(event => event.event === 'judged')
  const events = [...slowDb.slice(0, 1), ...early, ...judged].map(event => ({ ...event, run: 'stopped' }) as Event)
  t.match(reported('terminal', events), /client {5}├╌ GET \/reports\/42 .*✕ no answer after 29\.\d+ s/)
})

t.test('several runs are parted by a blank line', async t => {
  const text = reported('terminal', [...skipped, ...refused])
  t.equal(text, `${reported('terminal', skipped)}\n${reported('terminal', refused)}`)
})

t.test('what a status hides is told in the first line and beside the answer', async t => {
  const hides = (got: Got): Event[] =>
    crash.map(event => {
      if (event.event !== 'judged') return event
      const answers = [{ request: 'POST /orders', got, attempts: 2, twice: true }]
      return { ...event, verdict: { ...event.verdict, answers } }
    })
  const madeWhole = reported('terminal', hides('made-whole'))
  t.match(madeWhole.split('\n').slice(0, 2).join(' '), '502, made whole, as expected')
  t.match(madeWhole, /the client cannot see that something is\s+missing/)
  t.match(madeWhole, 'POST /orders reached the upstream 2 times')
  t.match(
    reported('terminal', hides('gateway-died')),
    /502, the gateway died[\s\S]*process died before the answer was whole/
  )
})
