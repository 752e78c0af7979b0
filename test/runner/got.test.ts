import t from 'tap'
import type { Arrival, Observation } from '../../src/core/observation.js'
import { answersGot } from '../../src/runner/got.js'
import { answer, arrival, observation } from '../checks/seen.js'

const OK = { status: 200, fields: [] }

/** An arrival in answer to which these texts were sent. */
function answered(sent: readonly string[], told: Partial<Arrival> = {}): Arrival {
  return arrival({ sent: sent.map(bytes => ({ bytes, size: bytes.length })), ...told })
}

function got(seen: Observation): string[] {
  return answersGot(seen).map(each => each.got)
}

t.test('each way in which a client gets no whole answer has its word', async t => {
  const of = (told: Parameters<typeof answer>[0]) => got(observation([answer({ complete: false, ...told })]))[0]
  t.equal(of({ status: 200, ending: 'cut' }), 'cut')
  t.equal(of({ status: undefined, ending: 'closed' }), 'nothing')
  t.equal(of({ status: 200, ending: 'reset' }), 'reset')
  t.equal(of({ status: undefined, ending: 'no-http' }), 'no-http')
  t.equal(of({ status: undefined, ending: 'closed', interim: [103] }), 'interim-only')
  t.equal(of({ status: undefined, ending: 'gave-up' }), 'silence')
  t.equal(of({ status: undefined, ending: 'refused' }), 'unreachable')
})

t.test('a gateway that died is the outcome of what was not whole by then', async t => {
  const answers = [answer(), answer({ ending: 'reset', complete: false })]
  t.same(got(observation(answers, { gatewayDied: true })), ['whole', 'gateway-died'])
})

const SHORT = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello'
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'

for (const [what, sent, told] of [
  ['of fewer bytes than announced', SHORT, { left: 'fin' }],
  ['without the last chunk', CHUNKED, { left: 'fin' }],
  ['with a chunk that is none', `${CHUNKED}zz\r\n`, { left: 'fin' }],
  ['without a length that ended in RST', 'HTTP/1.1 200 OK\r\n\r\nhello', { left: 'rst' }],
  ['without a length that the gateway left', 'HTTP/1.1 200 OK\r\n\r\nhello', {}],
  ['of half a head', 'HTTP/1.1 200 OK\r\nContent-', { left: 'fin' }]
] as const) {
  t.test(`an answer ${what} that comes to a clean end was made whole`, async t => {
    t.same(got(observation([answer(OK)], { arrivals: [answered([sent], told)] })), ['made-whole'])
  })
}

t.test('an answer that the upstream sent whole is whole, however it ends', async t => {
  for (const [sent, told] of [
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', { left: 'rst' }],
    [`${CHUNKED}0\r\n\r\n`, {}],
    ['HTTP/1.1 200 OK\r\n\r\nhello', { left: 'fin' }],
    ['HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', {}],
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello', {}]
  ] as const)
    t.same(got(observation([answer(OK)], { arrivals: [answered([sent], told)] })), ['whole'], sent)
})

t.test('of bytes that were not kept the number counts', async t => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n'
  const sent = (size: number) => arrival({ sent: [{ bytes: `${head}hello`, size }] })
  t.same(got(observation([answer(OK)], { arrivals: [sent(head.length + 100_000)] })), ['whole'])
  t.same(got(observation([answer(OK)], { arrivals: [sent(head.length + 99_999)] })), ['made-whole'])
  const inHead = arrival({ sent: [{ bytes: 'HTTP/1.1 200 OK\r\nLink: a', size: 90_000 }] })
  t.same(got(observation([answer(OK)], { arrivals: [inHead] })), ['whole'], 'of a head nobody can say what was there')
  const inChunks = arrival({ sent: [{ bytes: CHUNKED, size: 90_000 }] })
  t.same(got(observation([answer(OK)], { arrivals: [inChunks] })), ['whole'], 'nor of chunks')
})

t.test("a gateway's own answer is whole, whatever the upstream sent", async t => {
  t.same(got(observation([answer({ status: 502, fields: [] })], { arrivals: [answered([SHORT])] })), ['whole'])
  const own = answer({ status: 502, fields: [], raw: 'HTTP/1.1 502 Bad Gateway\r\n\r\nbad gateway' })
  const theirs = answered([SHORT.replace('200 OK', '502 Bad Gateway')])
  t.same(got(observation([own], { arrivals: [theirs] })), ['whole'])
  t.same(got(observation([{ ...own, raw: 'HTTP/1.1 502 \r\n\r\nhello' }], { arrivals: [theirs] })), ['made-whole'])
})

t.test('a second try that was whole is what the client has got', async t => {
  const arrivals = [answered([SHORT]), answered(['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'])]
  const [first] = answersGot(observation([answer(OK)], { arrivals }))
  t.match(first, { got: 'whole', attempts: 2, twice: false })
})

t.test('a POST that reached the upstream more often than the client sent it is told', async t => {
  const post = answer({ ...OK, method: 'POST', label: 'POST /orders' })
  const arrivals = [1, 2].map(connection => arrival({ method: 'POST', target: '/orders', connection }))
  t.match(answersGot(observation([post], { arrivals })), [{ attempts: 2, twice: true }])
  t.match(answersGot(observation([{ ...post, earlier: [post] }], { arrivals })), [{ attempts: 2, twice: false }])
  t.match(answersGot(observation([post], { arrivals: arrivals.slice(1), unread: 1, unreadAt: [12] })), [
    { attempts: 2, twice: true }
  ])
})

t.test('what lay unread belongs to the one request that was waiting then', async t => {
  const [first, second] = [answer({ sentAt: 10, endedAt: 20 }), answer({ request: 1, sentAt: 30, endedAt: 90 })]
  const seen = (unreadAt: number[], answers = [first, second]) =>
    answersGot(observation(answers, { arrivals: [arrival({ at: 12 })], unread: 1, unreadAt })).map(
      each => each.attempts
    )
  t.same(seen([40]), [1, 1])
  t.same(seen([15]), [2, 0])
  t.same(seen([40], [first, second, { ...second, request: 2 }]), [1, 0, 0], 'of two nobody can say which')
})

t.test('of several requests each has its own arrivals: by method and target, then by time', async t => {
  const [a, b] = [answer({ request: 0, sentAt: 10, endedAt: 20 }), answer({ request: 1, sentAt: 30, endedAt: 90 })]
  const c = answer({ request: 2, label: 'GET /c', sentAt: 30, endedAt: 90 })
  const arrivals = [arrival({ at: 12 }), arrival({ at: 40 }), arrival({ at: 50 }), arrival({ at: 41, target: '/c' })]
  const seen = answersGot(observation([a, b, c], { arrivals }))
  t.same(
    seen.map(each => each.attempts),
    [1, 2, 1]
  )
  const together = [1, 2, 3].map(request => answer({ request, sentAt: 10, endedAt: 90 }))
  const spread = answersGot(observation(together, { arrivals: [12, 13, 14, 15].map(at => arrival({ at })) }))
  t.same(
    spread.map(each => each.attempts),
    [2, 1, 1]
  )
})
