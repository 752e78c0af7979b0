import pg from 'pg'
import type { DatabaseError } from '../../core/queries.js'

/** So many requests of a run can ask at the same time. */
const MOST = 50

/** The sessions of the upstream: a pool, and those that are kept by a transaction. */
export class SessionPool {
  readonly #pool: pg.Pool
  readonly #kept = new Map<string, pg.PoolClient>()
  readonly #spoilt = new WeakSet<pg.PoolClient>()
  /** What a session said when PostgreSQL ended it while nothing was asked. */
  readonly #lastWords = new WeakMap<pg.PoolClient, Error>()

  /** The name is the one by which its sessions are found again at the end. Whoever wants to is told of each session before it is used. */
  constructor(
    connection: pg.ClientConfig,
    name: string,
    max = MOST,
    opened: (session: pg.PoolClient) => void = () => {}
  ) {
    this.#pool = new pg.Pool({ ...connection, max, application_name: name })
    this.#pool
      .on('error', () => {})
      .on('connect', session => {
        // The end of its connection is told as a second error, and says nothing.
        session.on('error', error => this.#lastWords.has(session) || this.#lastWords.set(session, error))
        opened(session)
      })
  }

  /** Opens some before the first request, as applications do: opening one on a busy machine takes longer than a fast query may. */
  async open(count: number): Promise<void> {
    const sessions = await Promise.all(Array.from({ length: count }, () => this.#pool.connect()))
    for (const session of sessions) session.release()
  }

  /** The one in which the transaction was begun, or any. */
  take(key: string): Promise<pg.PoolClient> {
    const kept = this.#kept.get(key)
    return kept === undefined ? this.#pool.connect() : Promise.resolve(kept)
  }

  /** Gives it back to the pool, or keeps it as long as its transaction is open. */
  giveBack(key: string, session: pg.PoolClient): void {
    if (session.getTransactionStatus() === 'T') this.#kept.set(key, session)
    else this.#release(key, session, this.#spoilt.has(session))
  }

  /** It is set up as nobody else wants it, and is not used again. */
  spoil(session: pg.PoolClient): void {
    this.#spoilt.add(session)
  }

  /** Gives it back after the database has said no: what was begun is undone, as a driver's pool does. */
  async undo(key: string, session: pg.PoolClient): Promise<void> {
    const undone = session.getTransactionStatus() === 'I' || session.query('ROLLBACK')
    const broken = await Promise.resolve(undone).then(
      () => false,
      () => true
    )
    this.#release(key, session, broken || this.#spoilt.has(session))
  }

  /** The one that a transaction keeps. */
  kept(key: string): number | undefined {
    return pidOf(this.#kept.get(key))
  }

  /** What the database said last in a session that it has ended. */
  lastWords(session: pg.PoolClient): Error | undefined {
    return this.#lastWords.get(session)
  }

  /** Resolves when every session is closed; those at work must be ended from elsewhere. */
  end(): Promise<void> {
    for (const [key, session] of this.#kept) this.#release(key, session, true)
    return this.#pool.end()
  }

  #release(key: string, session: pg.PoolClient, destroy: boolean): void {
    this.#kept.delete(key)
    session.release(destroy)
  }
}

/** The number of the server's process behind a session. */
export function pidOf(session: pg.PoolClient | undefined): number | undefined {
  return (session as unknown as { processID: number } | undefined)?.processID
}

/** Class 57P: the server is going down, or somebody ends its sessions. */
const FROM_OUTSIDE = /^57P/

/** What an application would see as the database's no; undefined for what is the testbed's own trouble. */
export function refusalOf(error: unknown): DatabaseError | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined || FROM_OUTSIDE.test(error.code))
    return undefined
  return { code: error.code, message: error.message }
}
