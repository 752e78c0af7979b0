import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { LockWait } from '../../core/queries.js'

/** Hears that a query waits for a lock, and once more when nobody is left who would give that lock back. */
export type OnLockWait = (wait: LockWait, forEver: boolean) => void

const LOOK = 10

const BLOCKED = `
  SELECT waiting.pid, holder.pid AS holder, coalesce(holder.state, 'unknown') AS state, coalesce(holder.query, '') AS query
  FROM unnest($1::integer[]) AS waiting (pid)
  CROSS JOIN LATERAL unnest(pg_blocking_pids(waiting.pid)) AS blocking (pid)
  JOIN pg_stat_activity AS holder ON holder.pid = blocking.pid`

interface Blocked {
  readonly pid: number
  readonly holder: number
  readonly state: string
  readonly query: string
}

interface Watched {
  readonly sql: string
  readonly onWait: OnLockWait
  told?: boolean
}

/** Asks PostgreSQL, while queries are on their way, which of them wait for a lock, and for whose. */
export class LockWatch {
  readonly #client: pg.Client
  readonly #watched = new Map<number, Watched>()
  /** Sessions whose transaction is open, and whose script is over. */
  readonly #left = new Set<number>()
  #looking: Promise<void> = Promise.resolve()

  constructor(client: pg.Client) {
    this.#client = client
  }

  /** From now on until the session is forgotten. */
  watch(pid: number, sql: string, onWait: OnLockWait): void {
    const first = this.#watched.size === 0
    this.#watched.set(pid, { sql, onWait })
    // A question that cannot be asked any more is told by the query that it was about.
    if (first) this.#looking = this.#looking.then(() => this.#look()).catch(() => {})
  }

  forget(pid: number): void {
    this.#watched.delete(pid)
  }

  /** Nobody will come back to the transaction of this session. */
  leave(pid: number): void {
    this.#left.add(pid)
  }

  /** Resolves when nothing is asked any more. */
  async stop(): Promise<void> {
    this.#watched.clear()
    await this.#looking
  }

  async #look(): Promise<void> {
    for (;;) {
      await pause(LOOK)
      if (this.#watched.size === 0) return
      const { rows } = await this.#client.query<Blocked>(BLOCKED, [[...this.#watched.keys()]])
      const stuck = this.#stuck(rows)
      for (const [pid, watched] of this.#watched) this.#tell(pid, watched, rows, stuck.has(pid))
    }
  }

  #tell(pid: number, watched: Watched, rows: readonly Blocked[], forEver: boolean): void {
    const own = rows.filter(row => row.pid === pid)
    // Whoever only waits in the same line is not the one to look at.
    const row = own.find(({ holder }) => rows.every(other => other.pid !== holder)) ?? own[0]
    if (row === undefined || (watched.told && !forEver)) return
    watched.told = true
    watched.onWait({ sql: watched.sql, holder: { state: row.state, sql: row.query } }, forEver)
  }

  /** Whoever waits for nobody but sessions that were left, or that wait like that themselves. */
  #stuck(rows: readonly Blocked[]): ReadonlySet<number> {
    const stuck = new Set<number>()
    const waiting = new Set(rows.map(({ pid }) => pid))
    const isStuck = (pid: number) =>
      rows.filter(row => row.pid === pid).every(({ holder }) => this.#left.has(holder) || stuck.has(holder))
    for (let before = -1; before < stuck.size; ) {
      before = stuck.size
      for (const pid of waiting) if (isStuck(pid)) stuck.add(pid)
    }
    return stuck
  }
}
