import type { DatabasePlan } from '../../core/database-plan.js'
import { connect } from './connect.js'
import { startEmbeddedServer } from './embedded-server.js'
import { dropLeftovers } from './leftovers.js'
import { openForRun, type RunDatabase } from './run-database.js'
import { givenServer, type Server } from './server.js'

export type { RunDatabase } from './run-database.js'
export type { Sessions } from './sessions.js'

/** One PostgreSQL for all runs of a process. */
export interface Database extends AsyncDisposable {
  /** Tables of its own for one run, in a database that is set up as its plan says. */
  forRun(speed: number, plan?: DatabasePlan): Promise<RunDatabase>
}

/** Connects to the PostgreSQL of DATABASE_URL, or starts one of our own. */
export async function openDatabase(env: NodeJS.ProcessEnv): Promise<Database> {
  const url = env.DATABASE_URL
  const server = url ? givenServer(url) : await startEmbeddedServer()
  if (url) await tidy(server)
  return {
    forRun: (speed, plan = {}) => openForRun(server, speed, plan),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()
  }
}

/** A database that is not ours may hold what an earlier process has left. */
async function tidy({ connection }: Server): Promise<void> {
  const client = await connect(connection)
  await dropLeftovers(client).finally(() => client.end())
}
