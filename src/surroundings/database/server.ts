import type { ClientConfig } from 'pg'

/** A PostgreSQL that can be reached. Disposing of it stops it when it is ours. */
export interface Server extends AsyncDisposable {
  readonly connection: ClientConfig
}

/** The PostgreSQL that somebody else runs. */
export function givenServer(url: string): Server {
  return { connection: { connectionString: url }, [Symbol.asyncDispose]: () => Promise.resolve() }
}
