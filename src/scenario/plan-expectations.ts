import { checkNamed } from '../checks/index.js'
import { Duration } from '../core/duration.js'
import type { Limits } from '../core/limits.js'
import type { LabelledRequest } from './client-plan.js'
import type { Expectations, Expected } from './expect.js'

/** What each request must get: under its label, else with the request itself, else at the top when it is the only one. */
export function expectationsOf(
  requests: readonly LabelledRequest[],
  expected: Expected | undefined,
  teaches: string | undefined
): Expectations[] {
  const top = requests.length === 1 ? only(expected?.all ?? {}, 'answer') : {}
  return requests.map(({ label, entry }) => {
    const atTop = Object.keys(top).length > 0 ? top : undefined
    const own = expected?.byRequest[label] ?? atTop ?? (teaches === undefined ? {} : (entry.expect ?? {}))
    return teaches === undefined ? own : withError(own, teaches)
  })
}

/** What the run as a whole must show. */
export function expectedOfRun(expected: Expected | undefined): Expectations {
  return only(expected?.all ?? {}, 'run')
}

/** A request that is expected to fail is expected to carry the type that the scenario teaches; a good one none. */
function withError(expected: Expectations, teaches: string): Expectations {
  if (expected.error !== undefined || expected.status === undefined) return expected
  const statuses = expected.status as readonly (number | string)[]
  const fails = expected.complete === false || statuses.every(status => typeof status === 'string' || status >= 400)
  return { ...expected, error: fails ? teaches : 'none' }
}

function only(expected: Expectations, about: 'answer' | 'run'): Expectations {
  return Object.fromEntries(Object.entries(expected).filter(([name]) => checkNamed(name)?.about === about))
}

/** An expected wait that is a limit follows that limit when the prompt changes it. */
export function following(expected: Expectations, written: Limits, limits: Limits): Expectations {
  const { after } = expected
  if (!(after instanceof Duration)) return expected
  const name = (Object.keys(written) as (keyof Limits)[]).find(
    limit => written[limit] === after.milliseconds && limits[limit] !== written[limit]
  )
  return name === undefined ? expected : { ...expected, after: new Duration(limits[name] as number) }
}
