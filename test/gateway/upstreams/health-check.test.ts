import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { Notice } from '../../../src/core/gateway-words.js'
import { ask, rawUpstream, type Teardown } from '../wire.js'
import { gatewaysTo, get, refusedPort } from './several.js'

/** An upstream whose health a test can change, and which counts how often it is asked. */
async function upstream(t: Teardown) {
  const seen = { status: 200, checks: 0, requests: 0, agent: '' }
  const server = createServer((request, response) => {
    if (request.url !== '/health') seen.requests++
    else seen.checks++
    if (request.url === '/health') seen.agent = request.headers['user-agent'] ?? ''
    response.writeHead(request.url === '/health' ? seen.status : 200).end('fine')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return { seen, port: (server.address() as AddressInfo).port }
}

/** Notices, and a way to wait for the next one. */
function notices() {
  const told: Notice[] = []
  let go: (() => void) | undefined
  const noticed = (notice: Notice) => {
    told.push(notice)
    go?.()
  }
  const at = async (index: number): Promise<Notice> => {
    while (told.length <= index) await new Promise<void>(resolve => (go = resolve))
    return told[index] as Notice
  }
  return { noticed, at }
}

t.test('an upstream that is not well gets nothing, and comes back when it is', async t => {
  const { seen, port } = await upstream(t)
  const { noticed, at } = notices()
  const health = { path: '/health', every: 10, fall: 2, rise: 3 }
  const gateway = await gatewaysTo(t, [{ port }], { health, noticed })
  t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 200 /, 'before the first check it counts as well')
  seen.status = 500
  t.same(await at(0), { upstream: `127.0.0.1:${port}`, state: 'down', why: 'health check: status 500' })
  t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 503 [\s\S]*error=destination_unavailable\r\n/)
  t.match(await gateway.line(1), { attempts: 0, msg: /no upstream is available: 127.0.0.1:\d+ is down/ })
  const checks = seen.checks
  seen.status = 204
  t.match(await at(1), { state: 'up' })
  t.ok(seen.checks >= checks + 3, 'it rose after three good checks')
  t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 200 /)
  t.equal(seen.requests, 2)
  t.equal(seen.agent, 'gatecrash-health-check')
})

t.test('one that hangs is down after the read limit, and the others take its requests', async t => {
  const hanging = await rawUpstream(t, () => undefined)
  const { seen, port } = await upstream(t)
  const { noticed, at } = notices()
  const options = { health: { path: '/health', every: 10, fall: 1 }, timeouts: { read: 50 }, noticed }
  const gateway = await gatewaysTo(t, [hanging, { port }], options)
  t.match(await at(0), { upstream: `127.0.0.1:${hanging.port}`, state: 'down', why: /read timeout after 50 ms/ })
  for (let count = 0; count < 3; count++) t.match((await ask(t, gateway.port, get('/'))).text, /^HTTP\/1\.1 200 /)
  t.equal(seen.requests, 3)
})

t.test('a gateway that is closed asks no more', async t => {
  const { seen, port } = await upstream(t)
  const closed = await gatewaysTo(t, [{ port }], { health: { path: '/health', every: 1 } })
  await closed.close()
  const { checks } = seen
  const { noticed, at } = notices()
  await gatewaysTo(t, [{ port: (await refusedPort()).port }], { health: { path: '/', every: 1, fall: 20 }, noticed })
  await at(0)
  t.equal(seen.checks, checks, 'while another gateway has asked twenty times')
})
