import type { Event } from '../../../src/core/events.js'
import { card, check, ends, logs, planned, receives, run, type Seen, upstream, verdict } from './run.js'

const REQUEST = 'POST /notes HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 20000\r\n\r\n'
const ANSWER = 'HTTP/1.1 200 OK\r\nX-Note: caf\xc3\xa9\x1b[31m\\r\\n\r\nContent-Length: 400\r\n\r\n'

function base64(text: string): string {
  return Buffer.from(text, 'latin1').subarray(0, 16_384).toString('base64')
}

function sent(at: number, text: string): Seen[] {
  return [
    [at, { side: 'client', what: 'connected', request: 0, reused: false }],
    [at, { side: 'client', what: 'sent', request: 0, size: text.length, bytes: base64(text) }]
  ]
}

function came(at: number, text: string, size = text.length): Seen {
  return [at, { side: 'upstream', upstream: 'upstream', what: 'received', connection: 0, size, bytes: base64(text) }]
}

function went(at: number, text: string, taken = true): Seen {
  const size = text.length
  return [at, { side: 'upstream', upstream: 'upstream', what: 'sent', connection: 0, size, bytes: base64(text), taken }]
}

/** A run with every kind of byte in it: a large body, odd signs, a drip that nobody waits for to the end. */
export const bytes: Event[] = run(
  planned(card({ id: 'drip', title: 'The body drips', answer: '200 cut' }), ['POST /notes']),
  [
    ...sent(10, `${REQUEST}${'n'.repeat(20_000)}`),
    upstream(10.7, { what: 'accepted' }),
    came(11, `${REQUEST}${'n'.repeat(4000)}`),
    came(12, 'n'.repeat(10_000), 16_000),
    upstream(12.1, { what: 'request', method: 'POST', target: '/notes' }),
    went(13, ANSWER),
    receives(14, ANSWER),
    [14, { side: 'client', what: 'head', request: 0, status: 200, reason: 'OK', fields: ['Content-Length', '400'] }],
    ...Array.from({ length: 40 }, (_, at): Seen[] => [went(100 + 50 * at, '.'), receives(101 + 50 * at, '.')]).flat(),
    upstream(2105, { what: 'closed', by: 'gateway', how: 'rst' }),
    went(2150, '.', false),
    ends(2106, 'reset', 40),
    logs(2107, { message: 'total timeout after 2100 ms', phase: 'body', method: 'POST', path: '/notes', status: 200 })
  ],
  verdict('pass', { checks: [check('status', '200', { request: 'POST /notes' })] })
)
