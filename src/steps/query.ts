import type { Duration } from '../core/duration.js'
import { Trouble } from '../core/errors.js'
import { QUERY_NAMES, type QueryName } from '../core/queries.js'
import { either, limit, list, may, must, object, turned, word } from '../core/shape/index.js'
import type { Step } from '../core/step.js'
import type { Answer } from './answer.js'
import { MARK_NAME } from './mark-name.js'
import { ANSWER, respondWith } from './respond.js'

/** What is asked in one go, and what is done when the database says no. */
interface Query {
  readonly ask: readonly QueryName[]
  readonly else?: Answer | undefined
  readonly mark?: string | undefined
  readonly 'deadlock-timeout'?: Duration | undefined
}

const NAME = word(...QUERY_NAMES)
const NAMES = list(NAME, 'a list of queries')
const ASK = either(
  turned(NAME, name => [name]),
  NAMES
)

const LONG = object('a query with ask', {
  ask: must(ASK, 'A query, or a list of queries that are sent in one go.'),
  else: may(ANSWER, 'What the application answers when the database says no; the rest of the script is left out.'),
  mark: may(MARK_NAME, 'A mark that is set once the query waits for a lock.'),
  'deadlock-timeout': may(
    limit(),
    'After how long a wait for a lock this session looks for a deadlock. Whoever finds one is ended.'
  )
})

/** Asks a real database, and works until it has answered. */
export const query: Step<Query> = {
  name: 'query',
  says: 'Asks a real PostgreSQL, and goes on when it has answered. A gateway that leaves in the meantime does not end it.',
  shape: either(
    turned(NAME, (name): Query => ({ ask: [name] })),
    turned(NAMES, (ask): Query => ({ ask })),
    turned(LONG, (query): Query => query)
  ),
  needs: 'database',
  lasts: ({ ask }) => `query ${ask.join(', ')}`,
  async play(connection, { ask, mark, else: answer, 'deadlock-timeout': deadlockTimeout }) {
    const { error } = await connection.query({ ask, mark, deadlockTimeout })
    if (error === undefined) return
    if (answer === undefined)
      throw new Trouble(
        'database',
        `the query "${ask.join(', ')}" failed: ${error.code}, ${error.message}`,
        'What the application answers then stands in the long form: query: { ask: …, else: 500 }.'
      )
    connection.log(`the database said no: ${error.code}, ${error.message}`)
    await respondWith(connection, answer as Answer)
    connection.endScript()
  }
}
