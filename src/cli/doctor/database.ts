import { Trouble } from '../../core/errors.js'
import { needs, openSurroundings } from '../../runner/index.js'
import type { RunPlan } from '../../scenario/index.js'
import { good, namesOf, type Probe, type Question } from './probe.js'

/** Whether a query can be made, in the PostgreSQL of DATABASE_URL or in the one that comes along. */
export const database: Probe = {
  name: 'database',
  weighs: 'some',
  async look(question) {
    const { plans, env } = question
    const which = env.DATABASE_URL ? 'the one of DATABASE_URL' : 'the embedded one'
    const plan = plans.find(asks)
    if (plan === undefined) return good('no scenario asks one')
    try {
      await using surroundings = openSurroundings(env)
      // So fast that the slow query is over soon.
      await using run = await surroundings.databaseFor({ ...plan, speed: SPEED, database: {} })
      const { scan } = await run.query({ ask: ['orders without an index'], session: 'doctor' }, () => {})
      return good(`PostgreSQL ${run.version ?? ''}, ${which}: a query was made (${scan})`)
    } catch (error) {
      const { message, next } = error instanceof Trouble ? error : new Trouble('database', String(error))
      const lacks = databaseScenarios(question)
      return { state: 'absent', found: message, lacks, ...(next === undefined ? {} : { todo: next }) }
    }
  }
}

const SPEED = 50

function asks(plan: RunPlan): boolean {
  return plan.upstreams.some(upstream => needs(upstream, 'database'))
}

/** The scenarios that ask a database. */
export function databaseScenarios({ plans }: Question): string {
  return namesOf(plans, asks)
}
