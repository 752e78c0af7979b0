import type { Client } from 'pg'
import { dropLeftRole, rolesLeft } from './role.js'
import { dropSchemas, ifLeft, schemasLeft } from './schemas.js'

/** Removes what runs have left behind that were killed: schemas and roles whose lock nobody holds any more. */
export async function dropLeftovers(client: Client): Promise<void> {
  for (const number of new Set([...(await schemasLeft(client)), ...(await rolesLeft(client))])) {
    await ifLeft(client, number, async schemas => {
      await dropSchemas(client, schemas)
      await dropLeftRole(client, schemas.plain)
    })
  }
}
