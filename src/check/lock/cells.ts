import type { Route } from '../../configurations/configuration.js'
import type { Behaviour } from '../behaviour.js'
import { type Answer, answerOf } from './answer.js'

/** What a route does on a failure, as it is compared; without an answer when nothing could be said. */
export interface Cell {
  readonly route: string
  readonly failure: string
  readonly answer?: Answer
  /** Why nothing could be said, where that is known. */
  readonly unknown?: string
}

/** One of two things that are compared: a lock file, or a configuration that was just run. */
export interface Side {
  readonly cells: readonly Cell[]
  /** What leads to each route. Without it, its id says so. */
  readonly routes?: readonly Pick<Route, 'id' | 'host' | 'path' | 'method'>[]
}

/** What was seen, as it is compared. Of a cell that was seen twice the later sight counts. */
export function cellsOf(behaviours: readonly Behaviour[]): Cell[] {
  const cells = behaviours.map(behaviour => {
    const { route, failure, unknown } = behaviour
    return unknown === undefined ? { route, failure, answer: answerOf(behaviour) } : { route, failure, unknown }
  })
  return [...new Map(cells.map(cell => [nameOf(cell), cell])).values()]
}

/** A name that no other cell of a side has. */
export function nameOf({ route, failure }: Pick<Cell, 'route' | 'failure'>): string {
  return JSON.stringify([route, failure])
}
