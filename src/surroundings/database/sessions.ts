import type { Client } from 'pg'
import { psqlTable } from './psql-table.js'

/** What the sessions of a database are doing. */
export interface Sessions {
  /** What an operator types to see it. */
  readonly command: string
  readonly output: string
  /** How many of them are in the middle of something, and how many of those wait for somebody else's lock. */
  readonly busy: number
  readonly waiting: number
}

function commandFor(blocked: string): string {
  const columns = `pid, ${blocked}state, wait_event_type, wait_event, now() - query_start AS age, query`
  return `psql -c "SELECT ${columns} FROM pg_stat_activity WHERE backend_type = 'client backend'"`
}

/**
 * The same for the sessions of one run. The cost of a query of ours is a sleep, which stands for work, and is told as work; that
 * its plan was asked for is the testbed's doing.
 */
const ASK = `
  SELECT pid, pg_blocking_pids(pid)::text AS blocked_by, state,
    CASE WHEN wait_event = 'PgSleep' THEN NULL ELSE wait_event_type END AS wait_event_type,
    nullif(wait_event, 'PgSleep') AS wait_event,
    (clock_timestamp() - query_start)::text AS age,
    regexp_replace(query, '^EXPLAIN \\([^)]*\\) ', '') AS query
  FROM pg_stat_activity
  WHERE application_name = $1 AND backend_type = 'client backend'
  ORDER BY query_start LIMIT 20`

interface Row {
  readonly state: string | null
  readonly wait_event_type: string | null
}

/** Looks at the sessions of a name, from another one. */
export async function sessionsNamed(client: Client, name: string): Promise<Sessions> {
  const { rows } = await client.query<Row>(ASK, [name])
  const waiting = rows.filter(row => row.wait_event_type === 'Lock').length
  const columns = ['state', 'wait_event_type', 'wait_event', 'age', 'query']
  return {
    command: commandFor(waiting === 0 ? '' : 'pg_blocking_pids(pid) AS blocked_by, '),
    output: psqlTable(['pid', ...(waiting === 0 ? [] : ['blocked_by']), ...columns], rows),
    busy: rows.filter(({ state }) => state !== null && state !== 'idle').length,
    waiting
  }
}
