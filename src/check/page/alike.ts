import type { Route } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import type { Finding } from '../findings/index.js'
import { grouped } from './grouped.js'
import type { CheckResult } from './result.js'
import { aboutSame } from './span.js'

/** Routes that did the same on every failure. */
export interface Alike {
  readonly routes: readonly [Route, ...Route[]]
  /** What the first of them did. */
  readonly behaviours: readonly Behaviour[]
  /** Failures on which the same setting decides, which stands elsewhere for another of the routes. */
  readonly varied: ReadonlySet<string>
}

/** The routes of a configuration, those that do the same on every failure, and have the same findings, together. */
export function alikeRoutes({ configuration, behaviours, findings }: CheckResult): readonly Alike[] {
  const byRoute = grouped(behaviours, ({ route }) => route)
  const groups: { routes: [Route, ...Route[]]; behaviours: readonly Behaviour[]; varied: Set<string> }[] = []
  for (const route of configuration.routes) {
    const own = byRoute.get(route.id) ?? []
    const group = groups.find(each => sameFindings(findings, each.routes[0], route) && sameAll(each.behaviours, own))
    if (group === undefined) groups.push({ routes: [route], behaviours: own, varied: new Set() })
    else {
      group.routes.push(route)
      for (const failure of elsewhere(group.behaviours, own)) group.varied.add(failure)
    }
  }
  return groups
}

function sameFindings(findings: readonly Finding[], { id: one }: Route, { id: other }: Route): boolean {
  return findings.every(({ routes }) => routes.includes(one) === routes.includes(other))
}

function sameAll(one: readonly Behaviour[], other: readonly Behaviour[]): boolean {
  return one.length === other.length && one.every((each, at) => same(each, other[at]))
}

function same(one: Behaviour, other: Behaviour | undefined): boolean {
  return other !== undefined && facts(one) === facts(other) && sameTime(one.after, other.after)
}

function facts({ failure, unknown, status, got, author, twice, decidedBy }: Behaviour): string {
  // Of what is not known nothing is to be compared but that.
  if (unknown !== undefined) return JSON.stringify([failure, unknown])
  return JSON.stringify([failure, status, got, author, twice, decidedBy?.name, decidedBy?.value])
}

function elsewhere(one: readonly Behaviour[], other: readonly Behaviour[]): string[] {
  const places = other.map(({ decidedBy }) => JSON.stringify(decidedBy?.place))
  return one.filter(({ decidedBy }, at) => JSON.stringify(decidedBy?.place) !== places[at]).map(each => each.failure)
}

function sameTime(one: number | null, other: number | null): boolean {
  return one === null || other === null ? one === other : aboutSame(one, other)
}
