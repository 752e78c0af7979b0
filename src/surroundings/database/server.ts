import type { ClientConfig } from 'pg'
import { Trouble } from '../../core/errors.js'

/** A PostgreSQL that can be reached. Disposing of it stops it when it is ours. */
export interface Server extends AsyncDisposable {
  readonly connection: ClientConfig
  /** The word with which a person names it to psql, quoted for a shell; no password stands in it. */
  readonly forPsql: string
  /** The end of its log; undefined for one whose log is not ours to read. */
  readonly log?: () => string
}

/** The PostgreSQL that somebody else runs. */
export function givenServer(url: string): Server {
  if (!/^postgres(ql)?:\/\/./.test(url))
    throw new Trouble(
      'usage',
      'DATABASE_URL: expected postgres://user:password@host:5432/database, found something else'
    )
  return {
    connection: { connectionString: url },
    forPsql: '"$DATABASE_URL"',
    [Symbol.asyncDispose]: () => Promise.resolve()
  }
}
