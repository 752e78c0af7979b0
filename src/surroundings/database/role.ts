import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { Trouble } from '../../core/errors.js'
import { OURS, type Schemas } from './schemas.js'

/** What PostgreSQL says when one may not. */
const NOT_ALLOWED = '42501'
/** What it says when something in another database still needs it. */
const STILL_NEEDED = '2BP01'

/** A user of its own for one run, to whom the database grants so many sessions and no more. Its limit is nobody else's. */
export async function createRole(
  client: pg.Client,
  connection: pg.ClientConfig,
  { plain, indexed }: Schemas,
  connections: number
): Promise<pg.ClientConfig> {
  const password = randomBytes(16).toString('hex')
  try {
    // In one go, and so in one transaction: a role without any rights would look like a leftover to others.
    await client.query(`
      CREATE ROLE ${plain} LOGIN PASSWORD '${password}' CONNECTION LIMIT ${connections};
      GRANT ${plain} TO CURRENT_USER;
      GRANT USAGE ON SCHEMA ${plain}, ${indexed} TO ${plain};
      GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA ${plain}, ${indexed} TO ${plain}`)
  } catch (error) {
    throw mayNot(error)
  }
  const { host, port, database, ssl } = new pg.Client(connection)
  return { host, port, user: plain, password, ssl, ...(database === undefined ? {} : { database }) }
}

function mayNot(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code !== NOT_ALLOWED) return error
  const why = 'a limit of connections needs a role of its own, and the user of DATABASE_URL may not create one'
  const next = 'Give it CREATEROLE, or unset DATABASE_URL to use the embedded PostgreSQL.'
  return new Trouble('database', why, next, { cause: error })
}

/** Removes the role of one run, if it had any; its schemas are gone. */
export async function dropRole(client: pg.Client, name: string): Promise<void> {
  // Whoever may not drop a role is refused even one that does not exist.
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])
  if (rowCount === 1) await client.query(`DROP ROLE ${name}`)
}

/** The numbers of the runs that have left a role behind, or that are still at work. */
export async function rolesLeft(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT rolname AS name FROM pg_roles')
  return rows.flatMap(({ name }) => OURS.exec(name)?.[1] ?? [])
}

/** Removes a role that nobody needs any more. One that a living run has in another database of the server is left alone. */
export async function dropLeftRole(client: pg.Client, name: string): Promise<void> {
  await dropRole(client, name).catch(error => {
    if (![NOT_ALLOWED, STILL_NEEDED].includes(error.code)) throw error
  })
}
