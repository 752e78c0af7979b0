import { limit, may, object, titled, whole } from '../core/shape/index.js'

/** How the database of a run is set up. */
export const database = titled(
  'database',
  object('a map of settings of the database', {
    connections: may(
      whole(1, 100),
      'So many sessions the database grants to the upstream; one more is refused: 53300, too many connections.'
    ),
    pool: may(whole(1, 100), 'So many sessions the upstream asks for at most; a request that finds none free waits.'),
    'lock-timeout': may(limit(), 'The longest wait for a lock (lock_timeout): 55P03. Without it there is no limit.'),
    'statement-timeout': may(
      limit(),
      'The longest time for a query (statement_timeout): 57014. Without it there is no limit.'
    ),
    'idle-in-transaction-timeout': may(
      limit(),
      'How long a transaction may be left open with nothing to do (idle_in_transaction_session_timeout); then its session is ended.'
    ),
    'deadlock-timeout': may(
      limit(),
      'After how long a wait for a lock a session looks for a deadlock (deadlock_timeout): 40P01. PostgreSQL: 1 s.'
    )
  })
)
