import t from 'tap'
import { answering, dial, gatewayTo } from './wire.js'

t.test('a request leaves one line, with all that it went through and nothing else', async t => {
  const upstream = await answering(t, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('GET http://a/1?x=y HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.until(/ok$/)
  const line = await gateway.line(0)
  t.same(line, {
    level: 30,
    time: line.time,
    method: 'GET',
    target: 'http://a/1?x=y',
    status: 200,
    phase: 'done',
    duration: line.duration,
    timings: line.timings,
    attempts: 1,
    reused: false,
    upstream: `127.0.0.1:${upstream.port}`,
    bytes: 2,
    msg: 'answered'
  })
  const { connect = -1, sent = -1, firstByte = -1, head = -1, end = -1 } = line.timings
  const order = [0, connect, sent, firstByte, head, end]
  t.same(
    order,
    order.toSorted((a, b) => a - b)
  )
  for (const time of [...order, line.duration]) t.match(String(time), /^\d+(\.\d)?$/)
  t.equal(gateway.lines.length, 1)
})

t.test('a second request on the connection that was kept says so, and needs no time to connect', async t => {
  const upstream = await answering(t, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  const gateway = await gatewayTo(t, upstream.port)
  const client = (await dial(t, gateway.port)).send('GET /1 HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.until(/ok$/)
  client.send('GET /2 HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.until(/ok[\s\S]*ok$/)
  const line = await gateway.line(1)
  t.match(line, { target: '/2', reused: true, attempts: 1 })
  t.equal(line.timings.connect, undefined)
})
