import type { Event } from '../../../src/core/events.js'
import { advice, answered, card, check, ends, logs, planned, receives, run, sends, upstream, verdict } from './run.js'

export const refused: Event[] = run(
  planned(
    card({
      id: 'refused',
      title: 'Nothing listens on the port',
      teaches: 'connection_refused',
      because: 'RFC 9209 §2.3.6: the next hop refused the connection.',
      common: true,
      answer: '502',
      remedies: [{ name: 'start-it', trap: false, says: '', leadsTo: '200' }]
    }),
    ['GET /']
  ),
  [
    upstream(1, { what: 'listening', how: 'refused' }),
    ...sends(10),
    ...answered(12.4, 502, 'Bad Gateway', ['Proxy-Status', 'edge-1; error=connection_refused']),
    ends(12.5, 'whole', 20),
    logs(12.8, {
      message: 'connection refused by 127.0.0.1:4711',
      phase: 'connect',
      error: 'connection_refused',
      method: 'GET',
      path: '/',
      status: 502,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { end: 1.1 }
    })
  ],
  verdict('pass', {
    checks: [
      check('status', '502', { request: 'GET /' }),
      check('error', 'connection_refused', { request: 'GET /' }),
      check('upstream', 'requests 0')
    ],
    retry: [advice('GET /', 'yes', 'nothing of it reached the upstream')]
  })
)

export const crash: Event[] = run(
  planned(
    card({
      id: 'crash',
      title: 'The process dies with the request in its hands',
      teaches: 'connection_terminated',
      because: 'RFC 9209 §2.3.10: the connection was closed before the response was complete.',
      common: true,
      answer: '502'
    }),
    ['POST /orders']
  ),
  [
    upstream(60, { what: 'listening', how: 'open' }),
    ...sends(70),
    upstream(70.9, { what: 'accepted' }),
    upstream(71.2, { what: 'request', method: 'POST', target: '/orders' }),
    upstream(71.3, { what: 'step', step: 'wait', says: 'wait 200ms' }),
    upstream(272, { what: 'crashed', signal: 'SIGKILL' }),
    upstream(272.5, { what: 'closed', by: 'upstream', how: 'fin' }),
    ...answered(273.4, 502, 'Bad Gateway', ['Proxy-Status', 'edge-1; error=connection_terminated']),
    ends(273.5, 'whole', 20),
    logs(274, {
      message: 'the upstream closed the connection before any byte of an answer',
      phase: 'head',
      error: 'connection_terminated',
      method: 'POST',
      path: '/orders',
      status: 502,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { connect: 0.5, end: 203 }
    })
  ],
  verdict('pass', {
    checks: [check('status', '502', { request: 'POST /orders' }), check('upstream', 'requests 1, completed no')],
    retry: [
      advice(
        'POST /orders',
        'no',
        'nobody knows how far it came before the process died: look first whether the order is there'
      )
    ]
  })
)

export const truncatedBody: Event[] = run(
  planned(
    card({
      id: 'truncated-body',
      title: 'Less than Content-Length, then FIN',
      teaches: 'http_response_incomplete',
      because: 'RFC 9112 §8: a message with a shorter body than announced is incomplete.',
      common: true,
      answer: '200 cut'
    }),
    ['GET /file']
  ),
  [
    upstream(1, { what: 'listening', how: 'open' }),
    ...sends(10),
    upstream(10.7, { what: 'accepted' }),
    upstream(11.2, { what: 'request', method: 'GET', target: '/file' }),
    upstream(11.3, { what: 'sent', size: 98, taken: true }),
    upstream(11.5, { what: 'closed', by: 'upstream', how: 'fin' }),
    ...answered(12.2, 200, 'OK', ['Content-Length', '100']),
    receives(12.2, 'x'.repeat(60)),
    ends(12.6, 'cut', 60),
    logs(13, {
      message: 'the upstream closed the connection after 60 of 100 bytes of the body',
      phase: 'body',
      error: 'http_response_incomplete',
      method: 'GET',
      path: '/file',
      status: 200,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { connect: 0.4, head: 1.7, end: 2 }
    })
  ],
  verdict('pass', {
    checks: [
      check('status', '200', { request: 'GET /file' }),
      check('complete', 'a visible cut', { request: 'GET /file', found: 'cut: FIN before the announced end' })
    ],
    retry: [advice('GET /file', 'yes', 'asking twice does no harm')]
  })
)

const FIRST = 'GET /orders'
const SECOND = 'POST /orders'

export const keepaliveRacePost: Event[] = run(
  planned(
    card({
      id: 'keepalive-race-post',
      title: 'The upstream closes an idle connection just as a POST is sent on it',
      teaches: 'connection_terminated',
      because: 'RFC 9110 §9.2.2: what is not idempotent must not be retried automatically.',
      common: true,
      answer: '200 → 502'
    }),
    [FIRST, SECOND]
  ),
  [
    upstream(1, { what: 'listening', how: 'open' }),
    ...sends(10, 0),
    upstream(10.6, { what: 'accepted' }),
    upstream(10.8, { what: 'request', method: 'GET', target: '/orders' }),
    upstream(11, { what: 'sent', size: 40, taken: true }),
    upstream(11, { what: 'answered', status: 200, taken: true }),
    ...answered(11.8, 200, 'OK', ['Content-Length', '0'], 0),
    ends(11.9, 'whole', 0, 0),
    ...sends(112, 1, true),
    upstream(113, { what: 'unread' }),
    upstream(113.2, { what: 'closed', by: 'upstream', how: 'rst' }),
    ...answered(114, 502, 'Bad Gateway', ['Proxy-Status', 'edge-1; error=connection_terminated'], 1),
    ends(114.2, 'whole', 20, 1),
    logs(115, {
      level: 'info',
      message: '200 in 1.6 ms',
      phase: 'done',
      method: 'GET',
      path: '/orders',
      status: 200,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { connect: 0.4, head: 1.5, end: 1.6 }
    }),
    logs(115, {
      message: 'the upstream reset a reused connection before any byte of an answer; POST is not sent again',
      phase: 'head',
      error: 'connection_terminated',
      method: 'POST',
      path: '/orders',
      status: 502,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { connect: 0, end: 1.8 }
    })
  ],
  verdict('pass', {
    checks: [
      check('status', '200', { request: FIRST }),
      check('status', '502', { request: SECOND }),
      check('error', 'connection_terminated', { request: SECOND }),
      check('upstream', 'requests 1, connections 1, unread 1')
    ],
    retry: [
      advice(FIRST, 'yes', 'asking twice does no harm'),
      advice(SECOND, 'no', 'here it was never read, but neither client nor gateway can know')
    ]
  })
)
