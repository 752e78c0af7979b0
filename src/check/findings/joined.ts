import type { Place } from '../../configurations/configuration.js'
import { grouped } from '../page/grouped.js'
import { type Finder, type Finding, type Found, SEVERITIES } from './finding.js'

/** What a finder found on one route. */
export interface RouteFinding {
  readonly finder: Finder
  readonly found: Found
  readonly route: string
}

/** Findings that are the same on several routes as one, the worst first. */
export function joined(findings: readonly RouteFinding[]): readonly Finding[] {
  const alike = [...grouped(findings, likeness).values()].flatMap(group => {
    const [first] = group
    return first === undefined ? [] : [findingOf(first, group)]
  })
  return alike.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
}

function findingOf({ finder, found }: RouteFinding, group: readonly RouteFinding[]): Finding {
  return {
    id: finder.id,
    severity: found.severity ?? finder.severity,
    title: finder.title,
    routes: group.map(({ route }) => route),
    proof: found.failures[0] ?? '',
    failures: [...new Set(group.flatMap(each => each.found.failures))],
    happened: happenedIn(group),
    because: found.because,
    places: placesOf(group),
    fix: found.fix
  }
}

/** The same trouble for the same reason; it may be written down more than once. */
function likeness({ finder, found }: RouteFinding): string {
  const { severity, because, fix } = found
  return JSON.stringify([finder.id, severity, because?.name, because?.value, fix])
}

const MOST = 3

/** What was seen; where that is not the same on all of the routes, with the routes. */
function happenedIn(group: readonly RouteFinding[]): string {
  const kinds = [...grouped(group, ({ found }) => found.happened)]
  if (kinds.length === 1) return group[0]?.found.happened ?? ''
  const told = kinds.slice(0, MOST).map(([text, each]) => `${text} (${each.map(({ route }) => route).join(', ')})`)
  const rest = kinds.slice(MOST).flatMap(([, each]) => each.map(({ route }) => route))
  return [...told, ...(rest.length === 0 ? [] : [`much the same on ${rest.join(', ')}`])].join('; ')
}

function placesOf(group: readonly RouteFinding[]): readonly Place[] {
  const places = group.flatMap(({ found }) => found.because?.place ?? [])
  return [...new Map(places.map(place => [`${place.file}:${place.line}`, place])).values()]
}
