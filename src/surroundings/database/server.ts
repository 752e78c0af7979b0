import type { ClientConfig } from 'pg'
import { Trouble } from '../../core/errors.js'

/** A PostgreSQL that can be reached. Disposing of it stops it when it is ours. */
export interface Server extends AsyncDisposable {
  readonly connection: ClientConfig
}

/** The PostgreSQL that somebody else runs. */
export function givenServer(url: string): Server {
  if (!/^postgres(ql)?:\/\/./.test(url))
    throw new Trouble(
      'usage',
      'DATABASE_URL: expected postgres://user:password@host:5432/database, found something else'
    )
  return { connection: { connectionString: url }, [Symbol.asyncDispose]: () => Promise.resolve() }
}
