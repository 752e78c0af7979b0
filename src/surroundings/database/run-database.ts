import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { DatabasePlan } from '../../core/database-plan.js'
import { Trouble } from '../../core/errors.js'
import type { QueryOutcome, Question } from '../../core/queries.js'
import { ask } from './ask.js'
import { rowsAt, tableIn } from './catalogue.js'
import { connect } from './connect.js'
import { LockWatch, type OnLockWait } from './lock-watch.js'
import { createRole, dropRole } from './role.js'
import { claimSchemas, dropSchemas, type Schemas } from './schemas.js'
import type { Server } from './server.js'
import { SessionPool } from './session-pool.js'
import { type Sessions, sessionsNamed } from './sessions.js'
import { SlowLog } from './slow-log.js'

/** The tables of one run. Disposing of it ends what still runs, and removes them. */
export interface RunDatabase extends AsyncDisposable {
  /** The command with which a person looks at these tables, and at what is being asked. */
  readonly psql: string
  /** Of the server: 16.4. */
  readonly version: string
  /** Hears of it when the query has to wait for a lock. */
  readonly query: (question: Question, onWait: OnLockWait) => Promise<QueryOutcome>
  /** Nobody will come back to the transaction that was begun in this session, if any was. */
  readonly leave: (session: string) => void
  /** What its sessions are doing at this moment, seen from another one. */
  sessions(): Promise<Sessions>
  /** What the server has written about slow statements of the run; empty where its log is not ours to read. */
  slowLog(): string
}

const END_SESSIONS = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1'

/** Makes tables for one run, with so many rows that a slow query takes its time at this speed. */
export async function openForRun(server: Server, speed: number, plan: DatabasePlan): Promise<RunDatabase> {
  const { connection, forPsql, log } = server
  const client = await connect(connection)
  const schemas = await claimSchemas(client)
  const slow = new SlowLog(schemas.plain)
  const opened = (session: pg.PoolClient) => slow.add(session)
  const pool = await setUp(client, connection, schemas, speed, plan, opened).catch(async error => {
    await remove(client, schemas).catch(() => {})
    await client.end()
    throw inTrouble(error)
  })
  const version = await versionOf(client)
  const locks = new LockWatch(client)
  const desk = { plan, schemas, sessions: pool, locks }
  return {
    version,
    psql: `PGOPTIONS=-csearch_path=${schemas.plain} psql ${forPsql}`,
    query: (question, onWait) => ask(desk, question, onWait),
    leave(session) {
      const pid = pool.kept(session)
      if (pid !== undefined) locks.leave(pid)
    },
    sessions: () => sessionsNamed(client, schemas.plain),
    slowLog: () => slow.linesIn(log?.() ?? ''),
    async [Symbol.asyncDispose]() {
      try {
        await locks.stop()
        await endSessions(pool, client, schemas)
        await remove(client, schemas)
      } finally {
        await client.end()
      }
    }
  }
}

const OPEN_AT_FIRST = 2

/** The upstream asks as ourselves, or as somebody whose sessions are counted. */
async function setUp(
  client: pg.Client,
  connection: pg.ClientConfig,
  schemas: Schemas,
  speed: number,
  { connections, pool: most }: DatabasePlan,
  opened: (session: pg.PoolClient) => void
): Promise<SessionPool> {
  await client.query(tableIn(schemas.plain, rowsAt(speed), false))
  await client.query(tableIn(schemas.indexed, rowsAt(speed), true))
  const user = connections === undefined ? connection : await createRole(client, connection, schemas, connections)
  const pool = new SessionPool(user, schemas.plain, most, opened)
  const open = pool.open(Math.min(OPEN_AT_FIRST, most ?? OPEN_AT_FIRST, connections ?? OPEN_AT_FIRST))
  await open.catch(error => pool.end().then(() => Promise.reject(error)))
  return pool
}

function inTrouble(error: unknown): Trouble {
  if (error instanceof Trouble) return error
  return new Trouble('database', `the database of a run cannot be set up: ${String(error)}`, undefined, {
    cause: error
  })
}

/** A session that is only just connecting has no name yet, and would be missed: the question is asked until none is left. */
async function endSessions(pool: SessionPool, client: pg.Client, { plain }: Schemas): Promise<void> {
  // Those who wait for a lock must not be given it by the end of its holder.
  await client.query(END_SESSIONS, [plain])
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

async function remove(client: pg.Client, schemas: Schemas): Promise<void> {
  await dropSchemas(client, schemas)
  await dropRole(client, schemas.plain)
}
