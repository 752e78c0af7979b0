import t from 'tap'
import { RateLimit } from '../../src/gateway/rate-limit.js'
import { answering, ask, gatewayTo } from './wire.js'

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`
}

t.test('in a maintenance the gateway answers by itself, with Retry-After, and asks nobody', async t => {
  const upstream = await answering(t, OK)
  const gateway = await gatewayTo(t, upstream.port, {
    answer: { status: 503, 'retry-after': 120, body: 'back at six' }
  })
  const { text } = await ask(t, gateway.port, get('/cart'))
  t.match(text, /^HTTP\/1\.1 503 Service Unavailable\r\n[\s\S]*Retry-After: 120\r\n[\s\S]*\r\n\r\nback at six$/)
  t.match(text, 'Proxy-Status: edge-1; error=proxy_internal_response\r\n')
  const line = { status: 503, error: 'proxy_internal_response', cause: 'own-answer', phase: 'client', attempts: 0 }
  t.match(await gateway.line(0), { ...line, level: 40 })
  t.equal(upstream.wires.length, 0)
})

t.test('it answers by itself for the paths that it is told, and not for those that are excepted', async t => {
  const upstream = await answering(t, OK)
  const answer = { status: 503, path: '/shop', except: '/shop/status' }
  const gateway = await gatewayTo(t, upstream.port, { answer })
  for (const [path, status] of [
    ['/', 200],
    ['/?path=/shop', 200],
    ['/shop', 503],
    ['/shop/cart?x=1', 503],
    ['/shop/status', 200]
  ] as const) {
    t.match((await ask(t, gateway.port, get(path))).text, new RegExp(`^HTTP/1.1 ${status} `), path)
  }
})

t.test('what a client asks too much is answered with 429, and says for how long to wait', async t => {
  const upstream = await answering(t, OK)
  const gateway = await gatewayTo(t, upstream.port, { rate: { requests: 2, per: 60_000 } })
  for (const status of [200, 200, 429]) {
    t.match((await ask(t, gateway.port, get('/'))).text, new RegExp(`^HTTP/1.1 ${status} `))
  }
  const { text } = await ask(t, gateway.port, get('/'))
  t.match(text, /^HTTP\/1\.1 429 [\s\S]*Proxy-Status: edge-1; error=http_request_denied\r\n/)
  t.match(text, /\r\nRetry-After: (?:29|30)\r\n/)
  t.match(await gateway.line(3), { error: 'http_request_denied', cause: 'rate', phase: 'client', level: 40 })
  const asked = upstream.wires.map(({ text: heard }) => heard).join('')
  t.equal(asked.split('GET / ').length - 1, 2)
})

t.test('a rate is so many at once, and then one after the other, for each client', async t => {
  const limit = new RateLimit({ requests: 3, per: 9000 })
  const passes = (client: string, at: number) => limit.take(client, at) === undefined
  t.same(
    [0, 0, 0, 0].map(at => passes('a', at)),
    [true, true, true, false]
  )
  t.ok(passes('b', 0), 'another client has its own')
  t.notOk(passes('a', 2999))
  t.ok(passes('a', 3000), 'what was denied has cost nothing')
  t.notOk(passes('a', 3001))
  t.same(
    [20_000, 20_000, 20_000, 20_000].map(at => passes('a', at)),
    [true, true, true, false],
    'and it saves no more'
  )
  t.equal(limit.take('a', 20_500)?.retryAfter, 3)
})

t.test('clients that have long been silent are forgotten, and the others are not', async t => {
  const limit = new RateLimit({ requests: 1, per: 1000 })
  for (let client = 0; client < 10_001; client++) limit.take(`10.${client}`, 0)
  limit.take('late', 1500)
  t.ok(limit.take('late', 1500), 'it has used up what it has')
  t.equal(limit.take('10.1', 1500), undefined)
})
