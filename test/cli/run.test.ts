import { once } from 'node:events'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { eventsOf, gatecrash, listen, ROOT, start } from './played.js'

t.test('one scenario is told in full, without colour where there is no terminal', async t => {
  const { code, out, errors } = await gatecrash(['run', 'refused'])
  t.equal(code, 0)
  t.match(
    out,
    /502, as expected[\s\S]*client[\s\S]*gateway[\s\S]*upstream[\s\S]*Proxy-Status: gatecrash; error=connection_refused/
  )
  t.match(out, /npx gatecrash run refused --remedy start-it/)
  t.notMatch(out, new RegExp(String.fromCharCode(27)))
  t.equal(errors, '')
})

t.test('a remedy leads where it says', async t => {
  const { code, out } = await gatecrash(['run', 'refused', '--remedy', 'start-it'])
  t.equal(code, 0)
  t.match(out, /200, as expected/)
})

t.test('a scenario of your own is suggested by its file', async t => {
  const file = join(t.testdir(), 'my own.yaml')
  copyFileSync(join(ROOT, 'scenarios/refused.yaml'), file)
  const { code, out } = await gatecrash(['run', file])
  t.equal(code, 0)
  t.ok(out.includes(`npx gatecrash run '${file}' --remedy start-it`), out)
})

t.test('a limit at the prompt takes the expected wait along', async t => {
  const { code, out } = await gatecrash(['run', 'hang', '--read-timeout', '400ms'])
  t.equal(code, 0)
  t.match(out, /✓ after 400ms/)
})

t.test('an expectation that is not met is a failure, with exit code 1', async t => {
  const { code, out } = await gatecrash(['run', 'dripping-head', '--head-timeout', '300ms', '--read-timeout', '100ms'])
  t.equal(code, 1)
  t.match(out, /FAILED[\s\S]*✗ error +expected http_response_timeout, found connection_read_timeout/)
})

t.test('several names and globs run side by side', async t => {
  const { code, out } = await gatecrash(['run', 'stalled-*', 'refused', '--speed', '10'])
  t.equal(code, 0)
  for (const name of ['stalled-head', 'stalled-body', 'refused']) t.match(out, new RegExp(`✓ ${name} `))
  t.match(out, /3 runs in .*: 3 as expected/)
})

t.test('--verbose shows the bytes on both sides of the gateway', async t => {
  const { code, out } = await gatecrash(['run', 'malformed-headers', '--verbose'])
  t.equal(code, 0)
  const sent = String.raw`client → gateway +\d+ bytes\n +GET /login HTTP/1\.1\\r\\n`
  const received = String.raw`gateway → upstream +\d+ bytes\n +GET /login HTTP/1\.1\\r\\n[\s\S]*Via: 1\.1 gatecrash\\r\\n`
  const failure = String.raw`upstream → gateway +\d+ bytes\n +HTTP/1\.1 200 OK\\r\\n[\s\S]*X-Session abc123\\r\\n`
  const answer = String.raw`gateway → client +\d+ bytes\n +HTTP/1\.1 502 Bad Gateway\\r\\n`
  t.match(out, new RegExp([sent, received, failure, answer].join(String.raw`[\s\S]*`)))
  t.notMatch((await gatecrash(['run', 'malformed-headers'])).out, /client → gateway/)
})

t.test('--verbose gives each of several runs its page', async t => {
  const { code, out } = await gatecrash(['run', 'refused', 'garbage', '--verbose'])
  t.equal(code, 0)
  t.equal(out.match(/client → gateway/g)?.length, 2)
  t.equal(out.match(/^ {2}symptom/gm)?.length, 2)
})

t.test('--json tells the stream, with its version, from planned to ended', async t => {
  const { code, out } = await gatecrash(['run', 'truncated-body', '--json'])
  t.equal(code, 0)
  const events = eventsOf(out)
  t.match(events[0], {
    event: 'planned',
    gatecrash: 1,
    scenario: { id: 'truncated-body' },
    target: { name: 'reference' }
  })
  t.same(
    events.slice(-3).map(({ event }) => event),
    ['judged', 'ended', 'summary']
  )
  const facts = events.filter(({ event }) => event === 'fact')
  t.same([...new Set(facts.map(({ side }) => side))].sort(), ['client', 'gateway', 'upstream'])
  t.ok(facts.every(({ at }) => typeof at === 'number' && at >= 0))
  t.match(events.at(-1), { runs: 1, outcomes: { pass: 1, fail: 0 } })
})

t.test('--repeat counts the verdicts that were the same', async t => {
  const { code, out } = await gatecrash(['run', 'refused', '--repeat', '20'])
  t.equal(code, 0)
  t.match(out, /20 runs, 20 the same: pass, 502 connection_refused/)
})

t.test('words that are not played yet are skipped by name, which --strict takes for a failure', async t => {
  const file = 'test/scenario/hard-rows/chain.yaml'
  const { code, out } = await gatecrash(['run', file])
  t.equal(code, 0)
  t.match(out, /skipped\n[\s\S]*it needs words that are not played yet: hops, answered-by/)
  t.equal((await gatecrash(['run', file, '--strict'])).code, 1)
})

t.test('an interrupt is told as such, and blames neither gateway nor testbed', async t => {
  const child = start(['run', 'refused', 'hang', '--read-timeout', '20s'])
  const said = listen(child)
  child.stdout?.on('data', () => /✓ refused/.test(said().out) && child.kill('SIGINT'))
  const [code] = await once(child, 'close')
  t.equal(code, 130)
  t.notMatch(said().out, /BROKEN/)
  t.equal(said().errors, 'gatecrash: interrupted, and everything that was started is stopped\n')
})
