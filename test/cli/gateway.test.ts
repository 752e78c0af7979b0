import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { commandLine } from '../../src/targets/reference-command.js'
import { gatecrash, listen, start } from './played.js'

t.test('the gateway alone says where it listens, forwards, logs, and ends on a signal', async t => {
  const upstream = createServer((request, response) => response.end(`you asked for ${request.url}`)).listen(
    0,
    '127.0.0.1'
  )
  await once(upstream, 'listening')
  t.teardown(() => upstream.close())
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
  const gateway = start(['gateway', '--upstream', url, '--port', '0', '--name', 'edge-1'])
  t.teardown(() => gateway.kill('SIGKILL'))
  const said = listen(gateway)
  await until(() => said().out.includes('\n'))
  const ready = JSON.parse(said().out.split('\n')[0] ?? '')
  t.match(ready, { msg: 'ready', url: /^http:\/\/127\.0\.0\.1:\d+$/, port: Number, upstream: url })

  const answer = await fetch(`${ready.url}/reports/42`)
  t.equal(await answer.text(), 'you asked for /reports/42')
  t.match(answer.headers.get('via'), /edge-1/)
  await until(() => said().out.split('\n').length > 2)
  t.match(JSON.parse(said().out.split('\n')[1] ?? ''), {
    method: 'GET',
    target: '/reports/42',
    status: 200,
    phase: 'done'
  })

  gateway.kill('SIGTERM')
  const [code] = await once(gateway, 'exit')
  t.equal(code, 143)
})

t.test('a busy port is told, with exit code 2', async t => {
  const taker = createServer().listen(0, '127.0.0.1')
  await once(taker, 'listening')
  t.teardown(() => taker.close())
  const port = String((taker.address() as AddressInfo).port)
  const { code, errors } = await gatecrash(['gateway', '--upstream', 'http://127.0.0.1:9', '--port', port])
  t.equal(code, 2)
  t.match(errors, new RegExp(`port ${port} of 127\\.0\\.0\\.1 is taken`))
})

t.test(
  'what the gateway can do beside forwarding is an option each, and the command of a run is understood',
  async t => {
    const upstreams = ['http://127.0.0.1:9', 'http://127.0.0.1:19']
    const words = {
      balance: 'first' as const,
      pool: { size: 2 },
      limit: 3,
      retry: 1,
      health: { path: '/health', every: 60_000, fall: 2, rise: 1 },
      breaker: { failures: 3, for: 500 },
      answer: { status: 503, 'retry-after': 60, body: 'late', path: '/closed', except: '/closed/not' },
      rate: { requests: 30, per: 9000 },
      request: 1500
    }
    const [, ...typed] = commandLine(upstreams, { connect: 2000 }, words).split(' ')
    const gateway = start([...typed, '--port', '0'])
    t.teardown(() => gateway.kill('SIGKILL'))
    const said = listen(gateway)
    await until(() => said().out.includes('\n'))
    const ready = JSON.parse(said().out.split('\n')[0] ?? '')
    t.same(ready.upstream, upstreams)
    const closed = await fetch(`${ready.url}/closed`)
    t.equal(closed.headers.get('retry-after'), '60')
    t.equal(await closed.text(), 'late')
    t.equal((await fetch(`${ready.url}/`)).status, 502)
    await until(() => said().out.includes('"attempts":2'))
  }
)

t.test('an option that says nothing without another is told', async t => {
  for (const [given, needed] of [
    ['--health-every', '--health-path'],
    ['--breaker-for', '--breaker-failures'],
    ['--rate-per', '--rate']
  ] as const) {
    const { code, errors } = await gatecrash(['gateway', '--upstream', 'http://127.0.0.1:9', given, '1s'])
    t.equal(code, 2)
    t.match(errors, `${given} says nothing without ${needed}`)
  }
})

async function until(fulfilled: () => boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!fulfilled()) {
    if (Date.now() > end) throw new Error('it did not happen within 10 s')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
