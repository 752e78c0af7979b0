import type { RunPlan } from '../scenario/index.js'
import type { Database, RunDatabase } from '../surroundings/index.js'
import { needs } from './start-upstream.js'

/** What runs share and what is costly to start: started when the first one needs it, stopped with the last. */
export interface Surroundings extends AsyncDisposable {
  /** The database of one run; nothing is started for a run that does not need it. */
  databaseFor(plan: RunPlan): Promise<DatabaseOfRun>
}

/** The database of a run; what only a real one can tell is left out where there is none. */
export type DatabaseOfRun = Omit<RunDatabase, 'psql' | 'version'> & Partial<Pick<RunDatabase, 'psql' | 'version'>>

const NONE: DatabaseOfRun = {
  query: () => Promise.reject(new Error('no step of this run needs a database')),
  sessions: () => Promise.resolve({ command: '', output: '', busy: 0, waiting: 0 }),
  slowLog: () => '',
  leave: () => undefined,
  [Symbol.asyncDispose]: () => Promise.resolve()
}

/** Surroundings in which nothing has been started yet. */
export function openSurroundings(env: NodeJS.ProcessEnv): Surroundings {
  let database: Promise<Database> | undefined
  return {
    async databaseFor(plan) {
      if (!plan.upstreams.some(upstream => needs(upstream, 'database'))) return NONE
      database ??= startDatabase(env)
      return (await database).forRun(plan.speed, plan.database)
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
