import { ERROR_TYPES } from '../core/error-types.js'
import type { ScenarioCard } from '../core/lesson.js'
import { CAUSES, type CauseId, type Suspect } from '../logs/causes/index.js'
import type { Finding } from '../logs/finding.js'
import { type DefaultLimit, limitsAt } from './limits/index.js'
import { withAddress, withoutHere } from './place.js'

/** The scenarios that come along, by their names. */
export type Library = ReadonlyMap<string, ScenarioCard>

/** One thing that may stand behind it, and the scenario that shows it. */
export interface Possible {
  readonly what: string
  readonly tell: string
  readonly scenario: string | undefined
  /** The line speaks for this one. */
  readonly fits: boolean
}

/** A finding, told in full. */
export interface Explanation {
  readonly cause: CauseId
  readonly type: string
  /** The status that RFC 9209 recommends for it. */
  readonly status: number | undefined
  readonly title: string
  readonly means: string
  readonly check: string | undefined
  readonly fix: string | undefined
  readonly trap: string | undefined
  readonly possible: readonly Possible[]
  readonly scenario: string | undefined
  /** Whose limits the time in the line is. */
  readonly limits: readonly DefaultLimit[]
}

/** Tells a finding in full, with the lesson of the scenario that reproduces it. */
export function explain(finding: Finding, library: Library): Explanation {
  const cause = CAUSES[finding.cause]
  const scenario = cause.scenarios.find(name => library.has(name))
  const lesson = scenario === undefined ? undefined : library.get(scenario)?.lesson
  const fallback = cause.type === 'unknown' ? undefined : lesson
  const own = (text: string | undefined) =>
    text === undefined ? undefined : withAddress(withoutHere(text), finding.upstream)
  return {
    cause: finding.cause,
    type: cause.type,
    status:
      cause.type in ERROR_TYPES ? (ERROR_TYPES[cause.type as keyof typeof ERROR_TYPES].status ?? undefined) : undefined,
    title: cause.title,
    means: cause.means,
    check: own(cause.check ?? lesson?.check),
    fix: own(cause.fix ?? fallback?.fix),
    trap: own(cause.trap ?? fallback?.trap),
    possible: possibleFor(cause.suspects ?? [], finding, library),
    scenario,
    limits: finding.milliseconds !== undefined && finding.milliseconds >= 2900 ? limitsAt(finding.milliseconds) : []
  }
}

/** What the line speaks for comes first; the rest as likely as it is. */
function possibleFor(suspects: readonly Suspect[], finding: Finding, library: Library): Possible[] {
  const all = suspects.map(({ what, tell, scenarios, fits }) => ({
    what,
    tell: withAddress(tell, finding.upstream),
    scenario: scenarios.find(name => library.has(name)),
    fits: fits?.(finding) ?? false
  }))
  return [...all.filter(({ fits }) => fits), ...all.filter(({ fits }) => !fits)]
}
