import { inOrderOfFailures } from '../failure-ids.js'
import type { Cell, Side } from './cells.js'
import { sameAnswer, TOLERANCE } from './same-answer.js'
import { sameRoutes } from './same-routes.js'
import { tellAnswer } from './told.js'

/** What a client would see differently. Words are those of a lock file. */
export type Change =
  | { readonly kind: 'route-came'; readonly route: string }
  | { readonly kind: 'route-went'; readonly route: string }
  | {
      readonly kind: 'answer'
      readonly route: string
      /** What it is called on the other side, where that is something else. */
      readonly called?: string
      readonly failure: string
      readonly before: string
      readonly after: string
    }

/** Two sides held against each other. */
export interface Comparison {
  readonly changes: readonly Change[]
  /** Cells that are the same on both sides. */
  readonly same: number
  /** Cells of which nothing is known on one side: no change, and no proof that there is none. */
  readonly unknown: number
  /** Cells of routes of both sides whose failure was played on one side only. */
  readonly oneSided: number
}

/** What changed from one side to the other; times that a clock cannot tell apart are the same. */
export function compare(before: Side, after: Side, tolerance = TOLERANCE): Comparison {
  const same = sameRoutes(before, after)
  const went = routesOf(before).filter(route => !same.has(route))
  const came = routesOf(after).filter(route => ![...same.values()].includes(route))
  const pairs = [...same].flatMap(([route, called]) => pairsOf(before, after, route, called))
  const changes = pairs.flatMap(pair => changeOf(pair, tolerance))
  const known = pairs.filter(({ left, right }) => left?.answer !== undefined && right?.answer !== undefined)
  const oneSided = pairs.filter(({ left, right }) => left === undefined || right === undefined)
  return {
    changes: [
      ...went.map(route => ({ kind: 'route-went', route }) as const),
      ...came.map(route => ({ kind: 'route-came', route }) as const),
      ...changes
    ],
    same: known.length - changes.length,
    unknown: pairs.length - known.length - oneSided.length,
    oneSided: oneSided.length
  }
}

interface Pair {
  readonly route: string
  readonly called: string
  readonly failure: string
  readonly left: Cell | undefined
  readonly right: Cell | undefined
}

function pairsOf(before: Side, after: Side, route: string, called: string): Pair[] {
  const left = cellsOfRoute(before, route)
  const right = cellsOfRoute(after, called)
  const failures = inOrderOfFailures([...new Set([...left.keys(), ...right.keys()])], failure => failure)
  return failures.map(failure => ({ route, called, failure, left: left.get(failure), right: right.get(failure) }))
}

function cellsOfRoute({ cells }: Side, route: string): Map<string, Cell> {
  return new Map(cells.filter(cell => cell.route === route).map(cell => [cell.failure, cell]))
}

function changeOf({ route, called, failure, left, right }: Pair, tolerance = TOLERANCE): Change[] {
  if (left?.answer === undefined || right?.answer === undefined) return []
  if (sameAnswer(left.answer, right.answer, tolerance)) return []
  const names = { route, ...(called === route ? {} : { called }), failure }
  return [{ kind: 'answer', ...names, before: tellAnswer(left.answer), after: tellAnswer(right.answer) }]
}

function routesOf({ cells }: Side): string[] {
  return [...new Set(cells.map(({ route }) => route))]
}
