import type { Setting } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import { SEVERITIES, type Severity } from '../findings/finding.js'
import type { Finding } from '../findings/index.js'
import type { Alike } from './alike.js'
import { afterWords, isAtOnce, statusWords } from './answer-words.js'
import { grouped } from './grouped.js'

/** Failures with the same end. */
export interface Row {
  readonly failures: readonly string[]
  readonly answer: string
  readonly after: string
  readonly decidedBy?: Setting | undefined
  /** That setting stands at more places. */
  readonly varied: boolean
  /** Of the worst finding that they show. */
  readonly severity?: Severity | undefined
}

/** What a route did, sorted by how much there is to be said of it. */
export interface RouteRows {
  /** What has to be looked at, and what somebody waits for. */
  readonly rows: readonly Row[]
  /** What was over at once, and is as one would have it. */
  readonly quiet: readonly Row[]
  /** Failures that could not be played, by the reason. */
  readonly unknown: ReadonlyMap<string, readonly string[]>
}

/** What one route did, in as few rows as it can be told in. */
export function routeRows({ behaviours, varied }: Omit<Alike, 'routes'>, findings: readonly Finding[]): RouteRows {
  const known = behaviours.filter(each => each.unknown === undefined)
  const all = [
    ...grouped(
      known.map(each => rowOf(each, findings, varied.has(each.failure))),
      likeness
    ).values()
  ].map(merged)
  const isQuiet = (row: Row) => row.after === '' || (row.after === 'at once' && rank(row) >= QUIET)
  const unknown = grouped(behaviours, ({ unknown = '' }) => unknown)
  unknown.delete('')
  return {
    rows: all.filter(row => !isQuiet(row)).toSorted((a, b) => rank(a) - rank(b)),
    quiet: all.filter(isQuiet),
    unknown: new Map([...unknown].map(([why, each]) => [why, each.map(({ failure }) => failure)]))
  }
}

/** A note alone does not lift a failure out of the quiet ones. */
const QUIET = SEVERITIES.indexOf('note')

function rank({ severity }: Row): number {
  return severity === undefined ? QUIET : SEVERITIES.indexOf(severity)
}

function rowOf(behaviour: Behaviour, findings: readonly Finding[], varied: boolean): Row {
  const { failure, route, decidedBy } = behaviour
  const shows = findings.filter(each => each.routes.includes(route) && each.failures.includes(failure))
  const severity = SEVERITIES.find(each => shows.some(finding => finding.severity === each))
  const ranked = severity === 'note' ? undefined : severity
  if (ranked === undefined && isPassedOn(behaviour)) {
    return { failures: [failure], answer: PASSED_ON, after: '', varied: false }
  }
  return {
    failures: [failure],
    answer: statusWords(behaviour),
    after: afterWords(behaviour),
    // What is over at once was decided by no limit.
    decidedBy: isAtOnce(behaviour) && ranked === undefined ? undefined : decidedBy,
    varied,
    severity: ranked
  }
}

const PASSED_ON = 'passed on'

function isPassedOn(behaviour: Behaviour): boolean {
  const { status, upstreamStatus, author, got } = behaviour
  return got === 'whole' && author !== 'gateway' && status === upstreamStatus && isAtOnce(behaviour)
}

function likeness({ answer, after, decidedBy, severity }: Row): string {
  return JSON.stringify([answer, after, decidedBy?.name, decidedBy?.value, decidedBy?.place, severity])
}

function merged(rows: readonly Row[]): Row {
  return { ...(rows[0] as Row), failures: rows.flatMap(({ failures }) => failures) }
}
