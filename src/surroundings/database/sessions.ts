import type { Client } from 'pg'
import { psqlTable } from './psql-table.js'

/** What the sessions of a database are doing. */
export interface Sessions {
  /** What an operator types to see it. */
  readonly command: string
  readonly output: string
  /** Whether any of them is in the middle of something. */
  readonly busy: boolean
}

const COMMAND = `psql -c "SELECT pid, state, wait_event_type, wait_event, now() - query_start AS age, query FROM pg_stat_activity WHERE backend_type = 'client backend'"`

/**
 * The same for the sessions of one run. The cost of a query of ours is a sleep, which stands for work, and is told as work; that
 * its plan was asked for is the testbed's doing.
 */
const ASK = `
  SELECT pid, state,
    CASE WHEN wait_event = 'PgSleep' THEN NULL ELSE wait_event_type END AS wait_event_type,
    nullif(wait_event, 'PgSleep') AS wait_event,
    (clock_timestamp() - query_start)::text AS age,
    regexp_replace(query, '^EXPLAIN \\([^)]*\\) ', '') AS query
  FROM pg_stat_activity
  WHERE application_name = $1 AND backend_type = 'client backend'
  ORDER BY query_start LIMIT 20`

/** Looks at the sessions of a name, from another one. */
export async function sessionsNamed(client: Client, name: string): Promise<Sessions> {
  const { rows } = await client.query<{ state: string | null }>(ASK, [name])
  const busy = rows.some(({ state }) => state !== null && state !== 'idle')
  return {
    command: COMMAND,
    output: psqlTable(['pid', 'state', 'wait_event_type', 'wait_event', 'age', 'query'], rows),
    busy
  }
}
