import pg from 'pg'
import { Trouble } from '../../core/errors.js'

/** A session of its own. */
export async function connect(connection: pg.ClientConfig): Promise<pg.Client> {
  try {
    return await open(connection)
  } catch (error) {
    const next = connection.connectionString && 'Check DATABASE_URL, or unset it to use the embedded PostgreSQL.'
    throw new Trouble('database', `cannot connect to the database: ${String(error)}`, next, { cause: error })
  }
}

const PATIENCE = 5000

async function open(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ connectionTimeoutMillis: PATIENCE, ...connection })
  // A connection that is lost tells so beside failing its query; without a listener that would end the process.
  client.on('error', () => {})
  await client.connect()
  return client
}
