import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'

/** Names of ours, so that leftovers can be told from what belongs to others. */
const OURS = /^gatecrash_([0-9a-f]{8})(_indexed)?$/

/** Tells our locks from those of others; the second half of a lock's key is the run's number. */
const LOCKS = 0x6a7e

/** The schemas of one run. */
export interface Schemas {
  readonly plain: string
  readonly indexed: string
}

/** Takes names that nobody uses. They are ours as long as the client's connection lives, even when we are killed. */
export async function claimSchemas(client: Client): Promise<Schemas> {
  for (;;) {
    const number = randomBytes(4).toString('hex')
    const plain = `gatecrash_${number}`
    if (await lock(client, number)) return { plain, indexed: `${plain}_indexed` }
  }
}

/** Removes the schemas of one run. */
export async function dropSchemas(client: Client, { plain, indexed }: Schemas): Promise<void> {
  await client.query(`SET client_min_messages TO warning; DROP SCHEMA IF EXISTS ${plain}, ${indexed} CASCADE`)
}

/** Removes what runs have left behind that were killed: schemas whose lock nobody holds any more. */
export async function dropLeftovers(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace')
  for (const { name } of rows) {
    const number = OURS.exec(name)?.[1]
    if (number === undefined || !(await lock(client, number))) continue
    await client.query(`SET client_min_messages TO warning; DROP SCHEMA IF EXISTS ${name} CASCADE`)
    await client.query('SELECT pg_advisory_unlock($1, $2)', [LOCKS, keyOf(number)])
  }
}

async function lock(client: Client, number: string): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1, $2) AS got', [LOCKS, keyOf(number)])
  return rows[0].got
}

/** The key is a signed number of 32 bits. */
function keyOf(number: string): number {
  return Number.parseInt(number, 16) | 0
}
