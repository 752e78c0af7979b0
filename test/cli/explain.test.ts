import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { gatecrash, listen, MAIN, ROOT } from './played.js'

/** Runs `gatecrash explain` with a log as its input. */
async function explained(input: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, 'explain', ...args], { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] })
  const said = listen(child)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...said() }
}

const REFUSED =
  '2026/11/20 17:48:52 [error] 31#31: *5 connect() failed (111: Connection refused) while connecting to upstream, client: 1.2.3.4, server: x, request: "GET /orders HTTP/1.1", upstream: "http://10.0.0.5:8080/orders", host: "x"'

t.test('a status says what it means, who says it, what to check first and what shows it', async t => {
  const { code, out } = await gatecrash(['explain', '504'])
  t.equal(code, 0)
  t.match(
    out,
    /^504 Gateway Timeout[\s\S]* {2}who +A gateway[\s\S]*502:[\s\S]*check +[\s\S]*could be +1[\s\S]*reproduce +npx gatecrash run slow-db/
  )
  t.notMatch(out, new RegExp(String.fromCharCode(27)))
})

t.test('a line is explained whether it is quoted or not, with commands for its own upstream', async t => {
  for (const args of [[REFUSED], REFUSED.replaceAll('"', '').split(' ')]) {
    const { code, out } = await gatecrash(['explain', ...args])
    t.equal(code, 0)
    t.match(out, /nginx error log: The connection was refused[\s\S]*GET \/orders, upstream 10\.0\.0\.5:8080/)
    t.match(out, /ss -ltnp \| grep :8080/)
  }
})

t.test('words with dashes are no options when they stand in a line', async t => {
  const line =
    '10.0.0.1:1 [20/Nov/2026:20:26:35.936] www app/s1 0/0/0/-1/30002 504 198 - - sH-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"'
  const { code, out } = await gatecrash(['explain', ...line.split(' ')])
  t.equal(code, 0)
  t.match(out, /HAProxy: The upstream took the request[\s\S]*after 30\.002 s[\s\S]*gunicorn/)
  t.equal((await gatecrash(['explain', '----', '-'])).code, 2)
  t.match(
    (await gatecrash(['explain', '504', '--fro', 'caller'])).errors,
    /explain has no option --fro\nDid you mean --for\?/
  )
})

t.test('a visitor and a caller are told what they can do', async t => {
  const visitor = await gatecrash(['explain', '504', '--for', 'visitor'])
  t.match(visitor.out, /my fault\? +No\.[\s\S]*what now +Reload in a minute/)
  t.notMatch(visitor.out, /curl|pg_stat/)
  const caller = await gatecrash(['explain', '504', '--for', 'caller'])
  t.match(caller.out, /retry\? +GET, PUT, DELETE: yes[\s\S]*POST, PATCH: not blindly[\s\S]*Retry-After/)
  t.match(
    (await gatecrash(['explain', '504', '--for', 'boss'])).errors,
    /--for: expected one of operator, caller, visitor/
  )
})

t.test('a log as input is counted by cause', async t => {
  const { code, out } = await explained(`${REFUSED}\n${REFUSED}\nwho knows\n`)
  t.equal(code, 0)
  t.match(out, /standard input +3 lines: 2 failures of 1 cause, 0 without a failure, 1 not understood/)
  t.match(
    out,
    /1\. 2 ×[\s\S]*upstreams +10\.0\.0\.5:8080 \(2\)[\s\S]*routes +GET \/orders \(2\)[\s\S]*reproduce +npx gatecrash run refused/
  )
  t.match(out, /1 line not understood\n +example +who knows/)
})

t.test('a file is read by its name, and with another one', async t => {
  const folder = t.testdir({ 'error.log': `${REFUSED}\n`, second: `${REFUSED}\n` })
  const { code, out } = await gatecrash(['explain', join(folder, 'error.log'), join(folder, 'second')])
  t.equal(code, 0)
  t.match(out, /2 lines: 2 failures/)
  t.match((await gatecrash(['explain', join(folder, 'nothing.log')])).errors, /cannot read .*nothing\.log/)
})

t.test('with --json a program gets the same', async t => {
  const { out } = await gatecrash(['explain', '29.003s', '--json'])
  t.match(JSON.parse(out), {
    gatecrash: 1,
    kind: 'duration',
    limits: [{ who: 'AWS API Gateway (REST)', read: /^\d{4}-\d\d$/, source: /./ }]
  })
  const log = await explained(`${REFUSED}\n`, '--json')
  t.match(JSON.parse(log.out), {
    gatecrash: 1,
    kind: 'log',
    lines: 1,
    causes: [{ cause: 'refused', type: 'connection_refused', count: 1, scenario: 'refused' }]
  })
  const line = await gatecrash(['explain', 'UF', '--json'])
  t.match(JSON.parse(line.out), {
    kind: 'flag',
    explanations: [{ cause: 'connect-failed', finding: { product: 'Envoy' } }]
  })
})

t.test('what is not understood ends with 2, and says what is', async t => {
  const { code, out, errors } = await gatecrash(['explain', 'xyzzy'])
  t.equal(code, 2)
  t.equal(out, '')
  t.match(errors, /"xyzzy" is nothing that explain understands\nUnderstood are: a status/)
  const log = await explained('one\ntwo\n')
  t.equal(log.code, 2)
  t.match(log.out, /2 lines not understood/)
  t.match((await explained('')).errors, /there is nothing in standard input/)
})

t.test('a line cannot steer the terminal', async t => {
  const escapes = String.fromCharCode(27)
  const file = join(t.testdir(), 'evil.log')
  writeFileSync(
    file,
    `${escapes}]0;owned${String.fromCharCode(7)}${escapes}[2Jwho${escapes}[31m knows\n${REFUSED.replace('/orders', `/${escapes}[2J`)}\n`
  )
  const { out } = await gatecrash(['explain', file])
  t.notMatch(out, new RegExp(escapes))
  t.match(out, /who knows/)
})
