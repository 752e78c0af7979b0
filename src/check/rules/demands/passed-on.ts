import { told } from '../../lock/index.js'
import type { Demand } from '../demand.js'

/** What the application says of its errors is what the client reads. */
export const passedOn: Demand<true> = {
  name: 'passed on',
  says: "The application's own error answers reach the client as they are.",
  alone: false,
  judge(_, behaviour) {
    const { status, upstreamStatus, author } = behaviour
    if (upstreamStatus === null || upstreamStatus < 400) return undefined
    if (status === upstreamStatus && author !== 'gateway') return undefined
    return { expected: `the application's own ${upstreamStatus}`, found: told(behaviour) }
  }
}
