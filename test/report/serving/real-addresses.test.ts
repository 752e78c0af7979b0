import t from 'tap'
import { withRealAddresses } from '../../../src/report/serving/real-addresses.js'
import { allScenarios } from '../../../src/scenario/index.js'

const REAL = {
  gateway: { host: '127.0.0.1', port: 41_000 },
  upstream: { host: '127.0.0.1', port: 42_000, pid: 4711 }
}

const CHECKS: readonly (readonly [string, string])[] = [
  ['curl http://127.0.0.1:9000/reports/42', 'curl http://127.0.0.1:42000/reports/42'],
  ['curl http://127.0.0.1:8080/hello', 'curl http://127.0.0.1:41000/hello'],
  ['ss -ltnp | grep :9000', 'ss -ltnp | grep :42000'],
  ["ss -ltn 'sport = :9000'", "ss -ltn 'sport = :42000'"],
  ["tcpdump 'port 9000 and tcp'", "tcpdump 'port 42000 and tcp'"],
  ['nc -vz -w 3 10.0.0.5 9000', 'nc -vz -w 3 127.0.0.1 42000'],
  ['exec 3<>/dev/tcp/127.0.0.1/9000;', 'exec 3<>/dev/tcp/127.0.0.1/42000;'],
  ['py-spy dump --pid PID', 'py-spy dump --pid 4711']
]

for (const [written, real] of CHECKS) {
  t.test(`${written} is typed as ${real}`, async t => {
    t.equal(withRealAddresses(written, REAL), real)
  })
}

for (const text of [
  '127.0.0.1/fpm-status',
  'after 9000 ms',
  'SELECT pid FROM x',
  '127.0.0.1:90001',
  'https://api.example.com:9000000',
  '210.0.0.5 9000 rows'
]) {
  t.test(`${text} may mean something else, and stays`, async t => {
    t.equal(withRealAddresses(text, REAL), text)
  })
}

t.test('no example address is left in the check of any scenario', async t => {
  for (const { id, lesson } of await allScenarios())
    t.notMatch(withRealAddresses(lesson.check, REAL), /\b(9000|8080|PID)\b/, id)
})
