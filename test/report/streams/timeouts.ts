import type { Event } from '../../../src/core/events.js'
import { advice, answered, card, check, ends, logs, planned, receives, run, sends, upstream, verdict } from './run.js'

/** The main job: a query that outlives the read timeout. */
export const SLOW_DB_CARD = card({
  id: 'slow-db',
  title: 'A query without an index outlives the read timeout',
  teaches: 'connection_read_timeout',
  because: 'RFC 9110 §15.6.5: the gateway did not receive a timely response from the upstream.',
  common: true,
  answer: '504',
  lesson: {
    symptom: "One route answers 504, always after the same time: the gateway's read timeout. Other routes are quick.",
    noticed: 'A status monitor: of this route, yes. The health check: no, it does not ask for that query.',
    check:
      "Past the gateway: `curl -o /dev/null -w '%{http_code} %{time_total}\\n' http://127.0.0.1:9000/reports/42`. 200 after a while: slow, not broken.\nMeanwhile, in the database: `SELECT pid, query FROM pg_stat_activity WHERE state='active'`, then EXPLAIN that query.",
    fix: "Add the index. Then give the query a limit below the gateway's, so that the next slow one fails under its own name.",
    trap: 'Raising the timeout. The query stays slow, each one holds a worker ten times longer, and the fast routes fail next.'
  },
  remedies: [
    {
      name: 'raise-the-timeout',
      trap: true,
      says: 'Four slow requests hold every worker, and a fast route fails.',
      leadsTo: '200 → 504'
    },
    { name: 'add-the-index', trap: false, says: 'The same query, with an index on what it asks for.', leadsTo: '200' }
  ]
})

const REPORT = 'GET /reports/42'
const SQL = 'select id, total\n  from orders\n where norm_email(email) = $1'

export const slowDb: Event[] = run(
  planned(SLOW_DB_CARD, [REPORT]),
  [
    upstream(500, { what: 'listening', how: 'open' }),
    ...sends(512),
    upstream(513, { what: 'accepted' }),
    upstream(513.4, { what: 'request', method: 'GET', target: '/reports/42' }),
    upstream(513.5, { what: 'step', step: 'query', says: 'query orders without an index' }),
    ...answered(1515, 504, 'Gateway Timeout', ['Proxy-Status', 'edge-1; error=connection_read_timeout']),
    ends(1515.2, 'whole', 20),
    logs(1516, {
      message: 'read timeout after 1000 ms waiting for the head',
      phase: 'head',
      error: 'connection_read_timeout',
      method: 'GET',
      path: '/reports/42',
      status: 504,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { connect: 0.4, end: 1002.1 }
    }),
    upstream(1516, { what: 'closed', by: 'gateway', how: 'fin' }),
    upstream(2020, {
      what: 'query',
      outcome: { sql: SQL, scan: 'Seq Scan', rows: 1, rowsRemoved: 149, milliseconds: 1506 }
    }),
    upstream(2021, { what: 'answered', status: 200, taken: false })
  ],
  verdict('pass', {
    checks: [
      check('status', '504', { request: REPORT }),
      check('after', '1s', { request: REPORT, found: '1.003 s' }),
      check('error', 'connection_read_timeout', { request: REPORT }),
      check('upstream', 'requests 1, completed yes')
    ],
    retry: [advice(REPORT, 'later', 'asking twice does no harm, but it ran to its end all the same')]
  })
)

export const slowDbWithIndex: Event[] = run(
  planned(SLOW_DB_CARD, [REPORT], { remedy: 'add-the-index', speed: 4 }),
  [
    upstream(500, { what: 'listening', how: 'open' }),
    ...sends(512),
    upstream(512.5, { what: 'accepted' }),
    upstream(512.6, { what: 'request', method: 'GET', target: '/reports/42' }),
    upstream(512.7, { what: 'step', step: 'query', says: 'query orders with an index' }),
    upstream(513.7, {
      what: 'query',
      outcome: { sql: SQL, scan: 'Index Scan', rows: 1, rowsRemoved: 0, milliseconds: 0.3 }
    }),
    upstream(513.8, { what: 'sent', size: 40, taken: true }),
    upstream(513.8, { what: 'answered', status: 200, taken: true }),
    ...answered(514.4, 200, 'OK', ['Content-Length', '0']),
    ends(514.5, 'whole'),
    logs(515, {
      level: 'info',
      message: '200 in 2.3 ms',
      phase: 'done',
      method: 'GET',
      path: '/reports/42',
      status: 200,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { connect: 0.4, head: 2, end: 2.3 }
    })
  ],
  verdict('pass', {
    checks: [check('status', '200', { request: REPORT }), check('scan', 'Index Scan')],
    retry: [advice(REPORT, 'yes', 'it was answered')]
  })
)

export const connectTimeout: Event[] = run(
  planned(
    card({
      id: 'connect-timeout',
      title: 'The upstream never answers a SYN',
      teaches: 'connection_timeout',
      because: 'RFC 9209 §2.3.7: the gateway could not open a connection in time.',
      answer: '504'
    }),
    ['GET /']
  ),
  [
    upstream(1, { what: 'listening', how: 'blackhole' }),
    ...sends(10),
    ...answered(312, 504, 'Gateway Timeout', ['Proxy-Status', 'edge-1; error=connection_timeout']),
    ends(312.1, 'whole', 20),
    logs(312.2, {
      message: 'no connection to the upstream within 300 ms',
      phase: 'connect',
      error: 'connection_timeout',
      method: 'GET',
      path: '/',
      status: 504,
      attempts: 1,
      upstream: '127.4.5.6:4711',
      timings: { end: 301 }
    })
  ],
  verdict('pass', {
    checks: [check('status', '504', { request: 'GET /' }), check('upstream', 'requests 0, connections 0')],
    retry: [advice('GET /', 'yes', 'nothing of it reached the upstream')]
  })
)

export const stalledBody: Event[] = run(
  planned(
    card({
      id: 'stalled-body',
      title: 'Half of the body, then silence',
      teaches: 'connection_read_timeout',
      because: 'RFC 9112 §8: a head that has been sent cannot be taken back; all that is left is a visible cut.',
      answer: '200 cut'
    }),
    ['GET /file']
  ),
  [
    upstream(1, { what: 'listening', how: 'open' }),
    ...sends(10),
    upstream(10.6, { what: 'accepted' }),
    upstream(10.8, { what: 'request', method: 'GET', target: '/file' }),
    upstream(10.9, { what: 'sent', size: 98, taken: true }),
    upstream(11, { what: 'step', step: 'hang', says: 'hang' }),
    ...answered(12, 200, 'OK', ['Content-Length', '100']),
    receives(12, 'x'.repeat(60)),
    upstream(1012.2, { what: 'closed', by: 'gateway', how: 'rst' }),
    ends(1012.4, 'cut', 60),
    logs(1012.6, {
      message: 'read timeout after 1000 ms in the body',
      phase: 'body',
      error: 'connection_read_timeout',
      method: 'GET',
      path: '/file',
      status: 200,
      attempts: 1,
      upstream: '127.0.0.1:4711',
      timings: { connect: 0.3, head: 1.2, end: 1002 }
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
