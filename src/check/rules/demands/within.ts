import { Duration } from '../../../core/duration.js'
import { scalar } from '../../../core/shape/index.js'
import { told } from '../../lock/index.js'
import { timeOf, writeTime } from '../../lock/time.js'
import type { Demand } from '../demand.js'

const LONGEST = 24 * 3_600_000

/** A time in which an answer is to come. What is shorter than a second says more of the machine that checks than of the gateway. */
export const LIMIT_FORM = 'a limit from 1s to 24h, such as 30s or 5m'

/** The milliseconds of a written limit; undefined when it is none. */
export function limitOf(text: string): number | undefined {
  const { milliseconds = 0 } = Duration.parse(text) ?? {}
  return milliseconds >= 1000 && milliseconds <= LONGEST ? milliseconds : undefined
}

/** How much longer a measured time may be: a clock that runs fast is that exact. */
const OFF = 1.05

/** An answer comes, and is through in time. */
export const within: Demand<number> = {
  name: 'answers within',
  says: 'An answer comes, and the exchange is over, within this time.',
  shape: scalar(LIMIT_FORM, { type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m|h)$' }, value => limitOf(String(value))),
  alone: true,
  judge(limit, behaviour) {
    const { status, got, after, patience } = behaviour
    const expected = `an answer within ${writeTime(limit)}`
    const miss = { expected, found: told(behaviour) }
    if (after === null) return patience > limit ? miss : 'unknown'
    if (status === null && got !== 'silence') return miss
    const time = timeOf(behaviour)
    const late = time.about ? after > limit * OFF : time.milliseconds > limit
    return late ? miss : undefined
  }
}
