import type { Event } from '../../../src/core/events.js'
import type { Seen } from './run.js'
import { advice, answered, card, check, ends, logs, planned, receives, run, sends, upstream, verdict } from './run.js'

const NGINX = { name: 'nginx', product: 'nginx', version: '1.22.1', namesErrors: false, clockGrain: 10 }

const GARBAGE = card({
  id: 'garbage',
  title: 'Bytes that are no HTTP at all',
  teaches: 'http_protocol_error',
  because: 'RFC 9209 §2.3.26: the response could not be understood.',
  answer: '502',
  remedies: [
    { name: 'right-port', trap: false, says: 'The gateway calls the port of the application.', leadsTo: '200' }
  ]
})

const seenOfGarbage: Seen[] = [
  upstream(1, { what: 'listening', how: 'open' }),
  ...sends(10),
  upstream(10.4, { what: 'accepted' }),
  upstream(10.6, { what: 'request', method: 'GET', target: '/' }),
  upstream(10.8, { what: 'sent', size: 22, taken: true }),
  upstream(11, { what: 'closed', by: 'upstream', how: 'fin' })
]

/** The target passes on what it should refuse. */
export const failing: Event[] = run(
  planned(GARBAGE, ['GET /'], { target: NGINX, run: 'garbage on nginx' }),
  [
    ...seenOfGarbage,
    receives(12, 'SSH-2.0-OpenSSH_9.2\r\n\x1b[31m'),
    ends(12.2, 'no-http'),
    logs(13, {
      raw: '2026/11/20 17:35:01 [error] 77#77: *1 upstream sent no valid HTTP/1.0 header while reading response header from upstream, client: 127.0.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://127.0.0.1:4711/", host: "127.0.0.1"\n{"status":"009"}',
      message: 'upstream sent no valid HTTP/1.0 header',
      phase: 'head',
      method: 'GET',
      path: '/',
      attempts: 1,
      timings: { connect: 0, head: 1, end: 2 }
    })
  ],
  verdict('fail', {
    checks: [
      check('status', '502', { request: 'GET /', ok: false, found: 'no status, bytes that are no HTTP' }),
      check('error', 'http_protocol_error', { request: 'GET /', found: 'not visible' })
    ],
    retry: [advice('GET /', 'later', 'it would get the same bytes again')]
  })
)

/** The target differs, as is known of it. */
export const differing: Event[] = run(
  planned(GARBAGE, ['GET /'], { target: NGINX, run: 'garbage on nginx, recorded' }),
  [...seenOfGarbage, ...answered(12, 200, '', []), ends(12.3, 'whole', 22)],
  verdict('differs', {
    checks: [
      check('status', '200', {
        request: 'GET /',
        recorded: 'nginx takes bytes without a status line for HTTP/0.9 and passes them on'
      })
    ],
    retry: [advice('GET /', 'later', 'it would get the same bytes again')]
  })
)

export const skipped: Event[] = run(
  planned(GARBAGE, ['GET /'], {
    target: { name: 'caddy', product: 'Caddy', version: '', namesErrors: false, clockGrain: 10 },
    run: 'garbage on caddy'
  }),
  [],
  verdict('skipped', { why: 'Caddy is not installed', next: '`sudo tools/install-programs caddy`' })
)

export const broken: Event[] = run(
  planned(GARBAGE, ['GET /'], { run: 'garbage, broken' }),
  [
    upstream(1, { what: 'listening', how: 'open' }),
    ...sends(10),
    upstream(10.4, { what: 'accepted' }),
    upstream(10.6, { what: 'request', method: 'GET', target: '/' }),
    upstream(10.7, { what: 'step', step: 'await', says: 'await other-side' }),
    ends(30_010, 'gave-up')
  ],
  verdict('broken', {
    why: 'the run was not over after 30 s',
    next: 'Does something await a mark that nobody sets? `other-side` was awaited at the end.'
  })
)

const SLOW = 'GET /reports/42'
const FAST = 'GET /health'

/** More requests than there is room for lanes, at the same time, ten times as fast. */
export const many: Event[] = run(
  planned(
    card({ id: 'pool-exhausted', title: 'All workers busy: a fast route fails behind slow ones', answer: '200 → 504' }),
    [SLOW, SLOW, SLOW, SLOW, FAST],
    { speed: 10, limits: { read: 2000 } }
  ),
  [
    upstream(1, { what: 'listening', how: 'open' }),
    ...[0, 1, 2, 3, 4].flatMap(request => [
      ...sends(10 + request, request),
      upstream(20 + request, { what: 'accepted' }, request)
    ]),
    ...[0, 1, 2, 3].flatMap(request => [
      upstream(30, { what: 'request', method: 'GET', target: '/reports/42' }, request),
      upstream(180, { what: 'answered', status: 200, taken: true }, request),
      ...answered(181, 200, 'OK', ['Content-Length', '0'], request),
      ends(182, 'whole', 0, request)
    ]),
    ...answered(215, 504, 'Gateway Timeout', [], 4),
    ends(216, 'whole', 20, 4),
    ...[0, 1, 2, 3].map(() =>
      logs(216, { level: 'info', message: '200', phase: 'done', method: 'GET', path: '/reports/42', status: 200 })
    ),
    logs(217, {
      message: 'read timeout after 200 ms waiting for the head',
      phase: 'head',
      error: 'connection_read_timeout',
      method: 'GET',
      path: '/health',
      status: 504,
      attempts: 1,
      timings: { connect: 0.4, end: 201 }
    })
  ],
  verdict('pass', {
    checks: [check('status', '200', { request: SLOW }), check('status', '504', { request: FAST })],
    retry: [
      ...[0, 1, 2, 3].map(() => advice(SLOW, 'yes', 'asking twice does no harm')),
      advice(FAST, 'later', 'it was never looked at')
    ]
  })
)
