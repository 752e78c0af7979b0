import t from 'tap'
import type { Fact, Sight } from '../../../src/core/events.js'
import { accessLines } from '../../../src/report/evidence/access-lines.js'

type Upstream = Extract<Fact, { side: 'upstream' }>

type Seen = [at: number, what: string, more?: object]

function facts(...seen: Seen[]): Upstream[] {
  return seen.map(([at, what, more]) => {
    // What is about the connection carries no request.
    const request = ['sent', 'closed', 'unread'].includes(what) ? {} : { request: 0 }
    const sight = { side: 'upstream', upstream: 'upstream', connection: 0, ...request, what, ...more }
    return { event: 'fact', run: 'a', at, ...(sight as unknown as Extract<Sight, { side: 'upstream' }>) }
  })
}

const REQUEST: Seen = [10, 'request', { method: 'GET', target: '/a' }]

function sent(at: number, text: string): Seen {
  return [at, 'sent', { size: text.length, bytes: Buffer.from(text).toString('base64'), taken: true }]
}

function texts(...seen: Seen[]): string[] {
  return accessLines(facts(...seen)).map(line => line.text)
}

t.test(
  'a request that was answered is one line, with status, bytes of the body, and the time that it took',
  async t => {
    const whole = sent(1500, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    t.same(texts(REQUEST, whole, [1510, 'answered', { status: 200, taken: false }]), ['"GET /a HTTP/1.1" 200 2 1.5 s'])
  }
)

t.test('the time of a worker begins when it takes the request up', async t => {
  const whole = sent(1500, 'HTTP/1.1 200 OK\r\n\r\n')
  t.same(texts(REQUEST, [1490, 'taken-up'], whole, [1500, 'answered', { status: 200 }]), [
    '"GET /a HTTP/1.1" 200 0 10 ms'
  ])
})

t.test('bytes written by hand are an answer to who closes in order, however wrong they are', async t => {
  const half = sent(11, 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
  const closed = (how: string, by = 'upstream'): Seen => [12, 'closed', { by, how }]
  t.same(texts(REQUEST, half, closed('fin')), ['"GET /a HTTP/1.1" 200 4 2 ms'])
  t.same(texts(REQUEST, half, closed('rst')), [], 'who resets has not done with it')
  t.same(texts(REQUEST, half, closed('fin', 'gateway')), [], 'nor has who still waited when the gateway left')
  t.same(texts(REQUEST, sent(11, '-ERR unknown command\r\n'), closed('fin')), [], 'what is no HTTP has no status')
})

t.test('a request that nobody answered has no line, nor has one that was never read', async t => {
  t.same(texts(REQUEST, [11, 'step', { step: 'hang' }]), [])
  t.same(texts([11, 'unread']), [])
})

t.test(
  'an answer written by hand is done when it is as long as it says, also on a connection that is kept',
  async t => {
    t.same(texts(REQUEST, sent(11, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no'), sent(30, 'k')), [
      '"GET /a HTTP/1.1" 200 2 20 ms'
    ])
    const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n'
    t.same(texts(REQUEST, sent(11, chunked)), [])
    t.same(texts(REQUEST, sent(11, chunked), sent(12, '\r\n0\r\n\r\n')).length, 1)
    t.same(texts(REQUEST, sent(11, 'HTTP/1.1 1000 Done\r\nContent-Length: 0\r\n\r\n')), [], 'that is no status')
  }
)
