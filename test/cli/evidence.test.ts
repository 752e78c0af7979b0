import t from 'tap'
import { allScenarios, type Scenario } from '../../src/scenario/index.js'
import { whyMissing } from '../needs.js'
import { eventsOf, gatecrash } from './played.js'

const NO_SS = whyMissing('ss') !== false

t.test('evidence shows what every machine has of a slow query, and says nothing about it', async t => {
  const { code, out, errors } = await gatecrash(['run', 'slow-db', '--evidence'])
  t.equal(errors, '')
  t.equal(code, 0)
  t.match(
    out,
    /\n\$ curl -v --trace-time -w \S+ %{time_total} s\\n' http:.*\/reports\/42\n[\d:.]{15} \* {3}Trying 127\.[\s\S]*?> GET \/reports\/42 HTTP\/1\.1\n.* > Host: .*\n.* > User-Agent: curl\/7\.88\.1\n.* > Accept: \*\/\*\n.* > *\n/
  )
  t.match(out, /< HTTP\/1\.1 504 Gateway Timeout\n[\s\S]*?left intact\n[\s\S]*?504 1\.\d{6} s\n/)
  t.match(out, /\n\{"level":50,.*"error":"connection_read_timeout"/)
  t.match(
    out,
    /\$ journalctl -u app .*\n\w{3} \d\d [\d:.]{15} app-1 systemd\[1\]: Started app\.service\.\n.* app-1 app: "GET \/reports\/42 HTTP\/1\.1" 200 0 1\.\d+ s\n/
  )
  if (!NO_SS) t.match(out, /\n# [\d:.]{12}\n\$ ss -ltn .*\nState .*\nLISTEN 0 +511 +127\./)
  t.match(
    out,
    /\$ psql -c .*pg_stat_activity.*\n[\s\S]*? active \| +\| +\| 00:00:0\d\.\d+ \| SELECT id, total FROM orders/
  )
  t.match(out, /LOG: {2}duration: \d{4}\.\d+ ms {2}statement: SELECT id, total FROM orders/)
  t.match(out, /Seq Scan on orders[\s\S]*Rows Removed by Filter: 149/)
  t.match(
    out,
    /past the gateway, on a second instance of the application\n\$ curl -v .* -m 3 [\s\S]*< HTTP\/1\.1 200 OK\n[\s\S]*?\n200 1\.\d{6} s\n/
  )
  t.notMatch(out, /auto_explain|EXPLAIN|PgSleep|gatecrash_|without an index|symptom|as expected/)
  t.match(
    out,
    /The solution:\n {2}the same command without --evidence\nThe same as a riddle for others:\n {2}npx gatecrash run --any --seed \d{6} --evidence\n$/
  )
})

t.test('a process that dies is told as systemd tells it, and its request has no line', async t => {
  const { out } = await gatecrash(['run', 'crash', '--evidence'])
  const journal = /\$ journalctl.*\n((?:\w{3} \d\d .*\n)+)/.exec(out)?.[1]?.split('\n') ?? []
  t.match(journal[0], /app-1 systemd\[1\]: Started app\.service\.$/)
  t.match(journal[1], /app-1 systemd\[1\]: app\.service: Main process exited, code=killed, status=9\/KILL$/)
  t.match(journal[2], /app-1 systemd\[1\]: app\.service: Failed with result 'signal'\.$/)
  t.equal(journal.length, 4)
  if (NO_SS) return
  t.match(out, /\$ ss -ltn .*\nState .*\n\n/, 'nobody listens any more')
  const [, died = ''] = /([\d:.]{12})\d* app-1 .* Main process exited/.exec(out) ?? []
  const [, looked = ''] = /\n# ([\d:.]{12})\n\$ ss /.exec(out) ?? []
  t.ok(died !== '' && looked >= died, `it died at ${died}, and somebody looked at ${looked}`)
})

t.test(
  'a queue that nobody takes from is shown at its longest, and who did not listen at first at last',
  { skip: NO_SS && 'ss is not installed' },
  async t => {
    const blocked = await gatecrash(['run', 'event-loop-blocked', '--evidence'])
    t.match(blocked.out, /\$ ss -ltn .*\nState .*\nLISTEN [1-9]\d* +511 +127\./)
    const starting = await gatecrash(['run', 'starting-up', '--evidence'])
    t.match(starting.out, /app\[\d+\]: ready, listening\n[\s\S]*\$ ss -ltn .*\nState .*\nLISTEN 0 +511 +127\./)
  }
)

t.test(
  'of several applications each is looked at by its name, and the one that was stopped listens no more',
  async t => {
    const { out } = await gatecrash(['run', 'rolling-deploy', '--evidence'])
    t.match(out, /gateway at \S+, its upstream at 127\.\S+:\d+, 127\.\S+:\d+\n/)
    if (NO_SS) return
    t.match(out, /\$ ssh a ss -ltn .*\nState .*\n\n/)
    t.match(out, /\$ ssh b ss -ltn .*\nState .*\nLISTEN 0 +511 +127\./)
  }
)

t.test('no evidence has a word of its scenario', async t => {
  const scenarios = await allScenarios()
  for (const name of ['garbage', 'truncated-body', 'cold-start']) {
    const { title, because, lesson } = scenarios.find(({ id }) => id === name) as Scenario
    const { out } = await gatecrash(['run', name, '--evidence', '--speed', '5'])
    t.notMatch(out, name)
    for (const text of [title, because, ...Object.values(lesson)]) t.notOk(out.includes(text), text)
  }
})

t.test('--any hides what it has drawn, and says how to learn it', async t => {
  const { code, out } = await gatecrash(['run', '--any', '--seed', '5', '--evidence', '--speed', '2'])
  t.equal(code, 0)
  t.match(out, /The solution:\n {2}npx gatecrash run --any --seed 5\n$/)
})

t.test('evidence is about one run, and --any takes no name', async t => {
  const several = await gatecrash(['run', '--all', '--evidence'])
  t.equal(several.code, 2)
  t.match(several.errors, /--evidence shows one run, found \d+\nName one scenario, or let --any draw one\./)
  t.match(
    (await gatecrash(['run', 'hang', '--any'])).errors,
    /--any draws a scenario: it takes neither names nor --all/
  )
  t.match((await gatecrash(['run', 'hang', '--seed', '3'])).errors, /--seed belongs to --any/)
})

t.test('with --json the findings are facts of the operator', { skip: NO_SS && 'ss is not installed' }, async t => {
  const { out } = await gatecrash(['run', 'refused', '--evidence', '--json'])
  const found = eventsOf(out).filter(({ side }) => side === 'operator')
  t.match(found, [{ what: 'found', where: 'upstream', command: /^ss -ltn /, output: /^State / }])
  const without = eventsOf((await gatecrash(['run', 'refused', '--json'])).out)
  t.notOk(
    without.some(({ side }) => side === 'operator'),
    'nobody looks around unasked'
  )
})
