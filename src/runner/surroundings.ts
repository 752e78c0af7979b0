import type { QueryName } from '../core/queries.js'
import type { QueryOutcome } from '../core/step.js'
import type { RunPlan } from '../scenario/index.js'
import type { Database } from '../surroundings/index.js'
import { needs } from './start-upstream.js'

/** The database of one run; nothing is started for a run that does not need it. */
export interface RunDatabase extends AsyncDisposable {
  /** The command with which a person looks into it, when there is one. */
  readonly psql?: string
  readonly version?: string
  query(name: QueryName): Promise<QueryOutcome>
}

/** What runs share and what is costly to start: started when the first one needs it, stopped with the last. */
export interface Surroundings extends AsyncDisposable {
  databaseFor(plan: RunPlan): Promise<RunDatabase>
}

const NONE: RunDatabase = {
  query: () => Promise.reject(new Error('no step of this run needs a database')),
  [Symbol.asyncDispose]: () => Promise.resolve()
}

/** Surroundings in which nothing has been started yet. */
export function openSurroundings(env: NodeJS.ProcessEnv): Surroundings {
  let database: Promise<Database> | undefined
  return {
    async databaseFor(plan) {
      if (!plan.upstreams.some(upstream => needs(upstream, 'database'))) return NONE
      database ??= startDatabase(env)
      return (await database).forRun(plan.speed)
    },
    async [Symbol.asyncDispose]() {
      await (await database?.catch(() => undefined))?.[Symbol.asyncDispose]()
    }
  }
}

/** Loaded when it is needed: most runs never pay for it. */
async function startDatabase(env: NodeJS.ProcessEnv): Promise<Database> {
  const { openDatabase } = await import('../surroundings/database/index.js')
  return openDatabase(env)
}
