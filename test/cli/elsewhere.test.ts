import t from 'tap'
import { eventsOf, gatecrash } from './played.js'

interface Known {
  readonly target: string
  readonly answer: string
}

async function knownFor(...words: string[]): Promise<Record<string, string>> {
  const { out } = await gatecrash(['run', ...words, '--json'])
  const [planned] = eventsOf(out)
  const known = planned?.elsewhere as readonly Known[]
  return Object.fromEntries(known.map(({ target, answer }) => [target, answer]))
}

t.test('a run says what other gateways are known to answer, from what is recorded of them', async t => {
  t.match(await knownFor('garbage'), { nginx: 'no status', haproxy: '502' })
  t.match(await knownFor('refused'), { nginx: '502', haproxy: '503' }, 'by a rule')
  t.match(await knownFor('rolling-deploy'), { haproxy: /502 → 200 → 503/ }, 'one after the other')
  t.match(await knownFor('circuit-open'), { haproxy: 'cannot be told' })
})

t.test('the gateway that is under test is not told twice', async t => {
  t.notOk('haproxy' in (await knownFor('garbage', '--target', 'haproxy')))
})

t.test('of a remedy it is said what they answer to the remedy', async t => {
  t.match(await knownFor('garbage', '--remedy', 'right-port'), { nginx: '200', haproxy: '200' })
})

t.test('the page has them in one part, those of one answer together', async t => {
  const { out } = await gatecrash(['run', 'refused'])
  t.match(out, /\n {2}elsewhere +\S/)
  t.match(out, / 503: [^\n]*HAProxy 2\./)
})
