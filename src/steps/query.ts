import { QUERY_NAMES, type QueryName } from '../core/queries.js'
import { word } from '../core/shape/index.js'
import type { Step } from '../core/step.js'

/** Asks a real database, and works until it has answered. */
export const query: Step<QueryName> = {
  name: 'query',
  says: 'Asks a real PostgreSQL, and goes on when it has answered. A gateway that leaves in the meantime does not end it.',
  shape: word(...QUERY_NAMES),
  needs: 'database',
  lasts: name => `query ${name}`,
  async play(connection, name) {
    await connection.query(name)
  }
}
