/** The queries that an upstream can make; what they are in SQL is the database's to know. */
export const QUERY_NAMES = [
  'orders without an index',
  'orders with an index',
  'begin',
  'sell article 1',
  'sell article 2',
  'commit',
  'rollback'
] as const

export type QueryName = (typeof QUERY_NAMES)[number]

/** What an upstream asks its database in one go. */
export interface Question {
  readonly ask: readonly QueryName[]
  /** A transaction that was begun in a session goes on there. */
  readonly session: string
  /** After how many milliseconds of waiting the session looks for a deadlock, when not after those of the database. */
  readonly deadlockTimeout?: number | undefined
}

/** How a query went in the database. */
export interface QueryOutcome {
  readonly sql: string
  /** The plan's node that read the table: Seq Scan, Index Scan. Absent for what only writes. */
  readonly scan?: string
  readonly rows: number
  readonly rowsRemoved: number
  readonly milliseconds: number
  /** Why the database said no. */
  readonly error?: DatabaseError
}

/** What a database says when it does not do what it was asked. */
export interface DatabaseError {
  /** PostgreSQL's five characters, such as 40P01. */
  readonly code: string
  readonly message: string
}

/** A query waits for a lock. */
export interface LockWait {
  readonly sql: string
  /** The session that holds it: what it is at, in PostgreSQL's words, and what it has asked last. */
  readonly holder: { readonly state: string; readonly sql: string }
}
