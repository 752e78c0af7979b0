import type { PoolClient, QueryResult } from 'pg'
import { now } from '../../core/clock.js'
import type { DatabasePlan } from '../../core/database-plan.js'
import { Trouble } from '../../core/errors.js'
import type { QueryOutcome, Question } from '../../core/queries.js'
import { QUERIES } from './catalogue.js'
import type { LockWatch, OnLockWait } from './lock-watch.js'
import { type Explained, outcomeOf } from './outcome.js'
import type { Schemas } from './schemas.js'
import { pidOf, refusalOf, type SessionPool } from './session-pool.js'
import { settingsFor } from './settings.js'

/** Everything that is needed to answer questions. */
export interface Desk {
  readonly plan: DatabasePlan
  readonly schemas: Schemas
  readonly sessions: SessionPool
  readonly locks: LockWatch
}

/** One question in one session. What the database refuses is an outcome; whatever else goes wrong is trouble. */
export async function ask(desk: Desk, question: Question, onWait: OnLockWait): Promise<QueryOutcome> {
  const began = now()
  try {
    return await answer(desk, question, onWait)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === undefined) throw trouble(question, error)
    return { sql: sqlOf(question), rows: 0, rowsRemoved: 0, milliseconds: now() - began, error: refusal }
  }
}

function trouble({ ask }: Question, error: unknown): Trouble {
  if (error instanceof Trouble) return error
  return new Trouble('database', `the query "${ask.join(', ')}" failed: ${String(error)}`, undefined, { cause: error })
}

async function answer(desk: Desk, question: Question, onWait: OnLockWait): Promise<QueryOutcome> {
  const { sessions, locks } = desk
  const session = await sessions.take(question.session)
  const pid = pidOf(session) ?? 0
  if (question.deadlockTimeout !== undefined) sessions.spoil(session)
  try {
    await prepare(session, desk, question)
    if (!reads(question)) locks.watch(pid, sqlOf(question), onWait)
    const outcome = await perform(session, question)
    sessions.giveBack(question.session, session)
    return outcome
  } catch (error) {
    await sessions.undo(question.session, session)
    throw sessions.lastWords(session) ?? error
  } finally {
    locks.forget(pid)
  }
}

async function prepare(session: PoolClient, { plan, schemas }: Desk, question: Question): Promise<void> {
  const indexed = question.ask.some(name => QUERIES[name].indexed)
  const path = indexed ? `${schemas.indexed}, ${schemas.plain}` : schemas.plain
  await session.query(settingsFor(plan, question, path)).catch(error => {
    if (error.code !== '42501') throw error
    const next =
      'Only a superuser may set deadlock_timeout: leave out `connections`, and unset DATABASE_URL to use the embedded PostgreSQL.'
    throw new Trouble('database', `the database cannot be set up: ${error.message}`, next, { cause: error })
  })
}

function sqlOf({ ask }: Question): string {
  return ask.map(name => QUERIES[name].sql).join('; ')
}

/** PostgreSQL explains one query at a time. */
function reads({ ask }: Question): boolean {
  return ask.length === 1 && ask.every(name => QUERIES[name].reads)
}

async function perform(session: PoolClient, question: Question): Promise<QueryOutcome> {
  const sql = sqlOf(question)
  const began = now()
  const result = await session.query(reads(question) ? `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}` : sql)
  if (reads(question)) return outcomeOf(sql, result.rows[0]['QUERY PLAN'][0] as Explained)
  const rows = [result as QueryResult | QueryResult[]].flat().reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
  return { sql, rows, rowsRemoved: 0, milliseconds: now() - began }
}
