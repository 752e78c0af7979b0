import type { Causes } from './cause.js'

/** The upstream was waited for, in vain. */
export const WAITING = {
  'read-timeout': {
    type: 'connection_read_timeout',
    title: 'The upstream took the request and did not answer in time',
    means:
      'The connection stood, and the gateway’s limit for silence ran out. The work may still be going on, for nobody.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['slow-db', 'hang'],
    check:
      'Past the gateway: `curl -m 300 -o /dev/null -w "%{http_code} %{time_total}\\n" http://127.0.0.1:9000/`. An answer after all: slow. None: it hangs. A fast route is slow as well: all workers are busy.',
    fix: 'What it waits for; then a limit on that, below the gateway’s, so that the application fails under its own name. Work that is legitimately long: answer 202, and let the client ask for the result.',
    trap: 'Raising the timeout: the work stays slow, each request holds a worker for longer, and the fast routes fail next. Retrying starts the work again: the gateway gave up, the application did not.',
    suspects: [
      {
        what: 'a slow query',
        tell: "one route; `SELECT pid, now()-query_start, wait_event_type, query FROM pg_stat_activity WHERE state='active'`",
        scenarios: ['slow-db']
      },
      {
        what: 'all workers or database connections are busy',
        tell: 'every route, the health check too; database and CPU idle',
        scenarios: ['pool-exhausted', 'raised-timeout']
      },
      {
        what: 'somebody else’s API is slow',
        tell: 'one route; CPU and database idle; `ss -tnp` names the address',
        scenarios: ['slow-third-party']
      },
      {
        what: 'a lock',
        tell: '`wait_event_type` is Lock; `SHOW ENGINE INNODB STATUS`',
        scenarios: ['db-lock', 'deadlock']
      },
      {
        what: 'a blocked event loop',
        tell: 'one CPU at 100 %, every route of that process',
        scenarios: ['event-loop-blocked']
      },
      { what: 'it hangs for ever', tell: 'no line in its log, ever; a thread dump tells on what', scenarios: ['hang'] },
      { what: 'a cold start', tell: 'only the first after a pause or a deploy', scenarios: ['cold-start'] },
      {
        what: 'legitimately long, and the limit too short',
        tell: 'its log shows 200 a little later',
        scenarios: ['too-tight', 'late-success']
      }
    ]
  },
  'total-timeout': {
    type: 'http_response_timeout',
    title: 'The whole answer was not there in time',
    means: 'A limit on the request as a whole ran out: bytes may have come, only not the last one.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['dripping-head', 'dripping-body', 'slow-db'],
    check:
      'How long does it take past the gateway: `curl -o /dev/null -w "%{time_starttransfer} %{time_total}\\n" http://127.0.0.1:9000/`. First byte late: slow work. First byte early, end late: a large or dripping answer.',
    fix: 'Make the work shorter, or answer 202 and let the client ask for the result. A longer limit only on the route that earns it (Envoy: `timeout` of the route, 15 s by default).',
    trap: 'Raising an idle timeout: it is another limit, and has not been reached.'
  },
  'write-timeout': {
    type: 'connection_write_timeout',
    title: 'The upstream did not take the request’s body',
    means: 'The gateway could not get rid of the request in time: the upstream has stopped reading.',
    fault: 'application',
    reached: 'maybe',
    scenarios: ['upload-not-read'],
    check:
      '`ss -tn "sport = :9000"` where the application runs: a Recv-Q that stays full means that it does not read. Is it busy, or waiting for something before it reads on?',
    fix: 'Read the body as it comes, or refuse it with 413 before it is sent.',
    trap: 'Raising the read timeout: it has not begun.'
  },
  'stalled-body': {
    type: 'connection_read_timeout',
    title: 'The answer stopped in the middle, and the gateway gave up',
    means: 'The status had been sent, mostly 200: the client sees an answer that breaks off, and no 504.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['stalled-body']
  },
  'workers-busy': {
    type: 'connection_read_timeout',
    title: 'All workers or connections of a pool are busy',
    means: 'Whoever comes next waits for a free one, fast routes and the health check included.',
    fault: 'application',
    reached: 'no',
    scenarios: ['pool-exhausted', 'raised-timeout']
  },
  'database-full': {
    type: 'none',
    title: 'The database takes no more connections',
    means: 'The application gets no connection, and says 500, or waits for one until the gateway says 504.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['db-too-many-connections', 'pool-exhausted'],
    check:
      '`SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2` (MySQL: `SHOW PROCESSLIST`): many idle ones mean pools that are too large, or a leak.',
    fix: 'Pools times processes must stay below the limit; a pooler in between; find who does not give back.',
    trap: '`max_connections` times ten: each one costs memory, and the database slows down for all.'
  },
  'database-lock': {
    type: 'connection_read_timeout',
    title: 'A transaction waits for a lock that another one holds',
    means:
      'The request waits for a row, not for work. A deadlock is ended by the database; a forgotten transaction is not.',
    fault: 'application',
    reached: 'yes',
    scenarios: ['db-lock', 'deadlock'],
    check:
      '`SELECT pid, pg_blocking_pids(pid), now()-xact_start, query FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0` (MySQL: `SELECT * FROM sys.innodb_lock_waits`).',
    fix: 'End the one that blocks (`SELECT pg_terminate_backend(PID)`), then short transactions in one order, and a `lock_timeout`.',
    trap: 'An index, or a longer timeout: nothing is slow here, it waits.'
  }
} as const satisfies Causes
