import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Trouble } from '../../core/errors.js'
import type { QueryName } from '../../core/queries.js'
import type { QueryOutcome } from '../../core/step.js'
import { QUERIES, rowsAt, tableIn } from './catalogue.js'
import { connect } from './connect.js'
import { type Explained, outcomeOf } from './outcome.js'
import { claimSchemas, dropSchemas, type Schemas } from './schemas.js'
import type { Server } from './server.js'
import { type Sessions, sessionsNamed } from './sessions.js'
import { SlowLog } from './slow-log.js'

/** The tables of one run. Disposing of it ends what still runs, and removes them. */
export interface RunDatabase extends AsyncDisposable {
  /** The command with which a person looks at these tables, and at what is being asked. */
  readonly psql: string
  /** Of the server: 16.4. */
  readonly version: string
  query(name: QueryName): Promise<QueryOutcome>
  /** What its sessions are doing at this moment, seen from another one. */
  sessions(): Promise<Sessions>
  /** What the server has written about slow statements of the run; empty where its log is not ours to read. */
  slowLog(): string
}

const END_SESSIONS = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1'

/** So many requests of a run can ask at the same time. */
const SESSIONS = 50

/** Makes tables for one run, with so many rows that a slow query takes its time at this speed. */
export async function openForRun({ connection, forPsql, log }: Server, speed: number): Promise<RunDatabase> {
  const client = await connect(connection)
  const schemas = await makeTables(client, speed).catch(async error => {
    await client.end()
    throw new Trouble('database', `the tables of a run cannot be made: ${String(error)}`, undefined, { cause: error })
  })
  // The name by which its sessions are found again at the end.
  const pool = new pg.Pool({ ...connection, max: SESSIONS, application_name: schemas.plain })
  const version = await versionOf(client)
  const slow = new SlowLog()
  // What a session says when it is ended; the query that it was at has failed with the same words.
  pool
    .on('error', () => {})
    .on('connect', session => {
      session.on('error', () => {})
      if (log !== undefined) slow.add(session)
    })
  return {
    version,
    psql: `PGOPTIONS=-csearch_path=${schemas.plain} psql ${forPsql}`,
    query: name => ask(pool, schemas, name),
    sessions: () => sessionsNamed(client, schemas.plain),
    slowLog: () => (log === undefined ? '' : slow.linesIn(log())),
    async [Symbol.asyncDispose]() {
      try {
        await endSessions(pool, client, schemas)
        await dropSchemas(client, schemas)
      } finally {
        await client.end()
      }
    }
  }
}

/** A session that is only just connecting has no name yet, and would be missed: the question is asked until none is left. */
async function endSessions(pool: pg.Pool, client: pg.Client, { plain }: Schemas): Promise<void> {
  let over = false
  const ended = pool.end().finally(() => {
    over = true
  })
  while (!over) {
    await client.query(END_SESSIONS, [plain])
    await Promise.race([ended, pause(20)])
  }
  await ended
}

async function versionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query('SHOW server_version')
  return rows[0].server_version
}

async function makeTables(client: pg.Client, speed: number): Promise<Schemas> {
  const schemas = await claimSchemas(client)
  await client.query(tableIn(schemas.plain, rowsAt(speed), false))
  await client.query(tableIn(schemas.indexed, rowsAt(speed), true))
  return schemas
}

async function ask(pool: pg.Pool, schemas: Schemas, name: QueryName): Promise<QueryOutcome> {
  const { sql, indexed } = QUERIES[name]
  try {
    const session = await pool.connect()
    try {
      await session.query(`SET search_path TO ${indexed ? schemas.indexed : schemas.plain}`)
      const { rows } = await session.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`)
      return outcomeOf(sql, rows[0]['QUERY PLAN'][0] as Explained)
    } finally {
      session.release()
    }
  } catch (error) {
    throw new Trouble('database', `the query "${name}" failed: ${String(error)}`, undefined, { cause: error })
  }
}
