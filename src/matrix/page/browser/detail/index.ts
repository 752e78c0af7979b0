import type { Child } from '../element.js'
import { answers } from './answers.js'
import { command } from './command.js'
import { arrived, configuration, logged, received } from './evidence.js'
import { heading } from './heading.js'
import { moments } from './moments.js'
import { type Opened, opened, type Place } from './place.js'
import { differences, reason } from './reason.js'
import { timeline } from './timeline.js'

/** All that is behind a cell, in the order in which one asks for it. */
export function cellDetail(place: Place): Child {
  const cell = opened(place)
  if (cell === undefined) return []
  const sides = [timeline, received, arrived, logged].filter(() => wasPlayed(cell))
  const parts = [heading, answers, differences, reason, command, ...sides, configuration, moments]
  return parts.flatMap(part => (part(cell) as readonly Child[]).filter(child => child !== null))
}

/** Of what was not played there is nothing to show. */
function wasPlayed({ cell }: Opened): boolean {
  return cell.sign !== null || cell.arrived.length > 0 || cell.log.length > 0
}
