import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'

/** Names of ours, so that leftovers can be told from what belongs to others. */
export const OURS = /^gatecrash_([0-9a-f]{8})(_indexed)?$/

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
    if (await lock(client, number)) return schemasOf(number)
  }
}

/** Removes the schemas of one run. */
export async function dropSchemas(client: Client, { plain, indexed }: Schemas): Promise<void> {
  await client.query(`SET client_min_messages TO warning; DROP SCHEMA IF EXISTS ${plain}, ${indexed} CASCADE`)
}

/** The numbers of the runs that have left schemas behind, or that are still at work. */
export async function schemasLeft(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace')
  return rows.flatMap(({ name }) => OURS.exec(name)?.[1] ?? [])
}

/** Does something about what a run has left, unless the run is still at work: then somebody holds its lock. */
export async function ifLeft(client: Client, number: string, deed: (schemas: Schemas) => Promise<void>): Promise<void> {
  if (!(await lock(client, number))) return
  await deed(schemasOf(number))
  await client.query('SELECT pg_advisory_unlock($1, $2)', [LOCKS, keyOf(number)])
}

function schemasOf(number: string): Schemas {
  const plain = `gatecrash_${number}`
  return { plain, indexed: `${plain}_indexed` }
}

async function lock(client: Client, number: string): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1, $2) AS got', [LOCKS, keyOf(number)])
  return rows[0].got
}

/** The key is a signed number of 32 bits. */
function keyOf(number: string): number {
  return Number.parseInt(number, 16) | 0
}
