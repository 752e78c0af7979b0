import t from 'tap'
import { Tally } from '../../src/explain/tally.js'

const refused = (time: string, path: string) =>
  `2026/11/20 ${time} [error] 31#31: *5 connect() failed (111: Connection refused) while connecting to upstream, client: 1.2.3.4, server: x, request: "GET ${path} HTTP/1.1", upstream: "http://10.0.0.5:8080${path}", host: "x"`

t.test('a log is counted by cause, with times, upstreams and routes', async t => {
  const tally = new Tally()
  tally.take(refused('10:00:00', '/orders/1'))
  tally.take(refused('10:00:05', '/orders/2'))
  tally.take(refused('10:00:09', '/cart?x=1'))
  tally.take('2026/11/20 10:00:10 [notice] 1#1: start worker processes')
  tally.take('')
  tally.take('what is this')
  tally.take('and this')
  t.match(tally, { lines: 6, fine: 1, unknown: 2, unknownExample: 'what is this' })
  const [seen] = tally.seen()
  t.match(seen, { cause: 'refused', count: 3, first: '2026/11/20 10:00:00', last: '2026/11/20 10:00:09' })
  t.same(seen?.upstreams.top(5), [['10.0.0.5:8080', 3]])
  t.same(seen?.routes.top(5), [
    ['GET /orders/:id', 2],
    ['GET /cart', 1]
  ])
})

t.test('Apache tells one failure in three lines: it is one', async t => {
  const tally = new Tally()
  const frame = '[Fri Nov 20 17:48:52.123456 2026] [proxy:error] [pid 77]'
  for (let at = 0; at < 2; at++) {
    tally.take(
      `${frame} (111)Connection refused: AH00957: HTTP: attempt to connect to 127.0.0.1:5000 (127.0.0.1) failed`
    )
    tally.take(`${frame} AH00959: ap_proxy_connect_backend disabling worker for (127.0.0.1) for 60s`)
    tally.take(`${frame} [client 10.0.0.9:5] AH01114: HTTP: failed to make connection to backend: 127.0.0.1`)
  }
  t.same(
    tally.seen().map(({ cause, count }) => [cause, count]),
    [['refused', 2]]
  )
  t.equal(tally.echoes, 4)
})

t.test('times that are a limit are counted by whose it is', async t => {
  const tally = new Tally()
  for (const total of [30_001, 30_002, 12_345])
    tally.take(
      `10.0.0.1:1 [20/Nov/2026:20:26:35.936] www app/s1 0/0/0/-1/${total} 504 198 - - sH-- 1/1/0/0/0 0/0 "GET /x HTTP/1.1"`
    )
  t.ok(
    tally
      .seen()[0]
      ?.limits.top(20)
      .some(([limit, count]) => limit === '30 s, gunicorn' && count === 2)
  )
})

t.test('times since 1970 are told as times', async t => {
  const tally = new Tally()
  tally.take('{"MESSAGE":"connect ECONNREFUSED 127.0.0.1:1","__REALTIME_TIMESTAMP":"1763660932000000"}')
  tally.take('{"level":50,"time":1763660933123,"msg":"connect ECONNREFUSED 127.0.0.1:1"}')
  t.match(tally.seen()[0], { first: '2025-11-20T17:48:52.000Z', last: '2025-11-20T17:48:53.123Z' })
})
