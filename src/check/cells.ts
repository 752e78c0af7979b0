import { isIP } from 'node:net'
import type { Configuration, Route } from '../configurations/configuration.js'
import { FAILURES, type PlayedFailure } from './failures.js'
import type { Play } from './inside-words.js'
import { paceOf } from './pace.js'

/** Every chosen failure on every route on which it can be played; the control of each route first, then what takes longest. */
export function cellsOf(
  { routes }: Configuration,
  chosen: (route: string, failure: string) => boolean,
  fastest?: number
): Play[] {
  const cells = routes.flatMap((route, at) => {
    const played = FAILURES.filter(failure => chosen(route.id, failure.id) && canBePlayed(failure, route))
    const control = FAILURES.filter(failure => isControl(failure) && played.length > 0 && !played.includes(failure))
    return [...control, ...played].map(failure => ({
      what: 'play' as const,
      route: at,
      failure: FAILURES.indexOf(failure),
      pace: paceOf(route, failure, fastest)
    }))
  })
  return cells.sort((a, b) => weightOf(b) - weightOf(a))
}

/** The cell in which nothing fails. */
export function isControl(failure: Pick<PlayedFailure, 'id'> | undefined): boolean {
  return failure?.id === 'ok'
}

function weightOf({ failure, pace }: Play): number {
  const played = FAILURES[failure]
  if (isControl(played)) return Number.POSITIVE_INFINITY
  return played?.limit === undefined ? 0 : pace.limit / pace.speed
}

function canBePlayed({ id, method }: PlayedFailure, route: Route): boolean {
  if (route.method !== undefined && route.method !== method) return false
  const [first] = route.upstreams
  const plain = route.upstreams.every(({ protocol, socket }) => protocol === 'http' && socket === undefined)
  if (id === 'moved') return plain && route.upstreams.length === 1 && isName(first?.host ?? '')
  if (id === 'websocket') return route.upstreams.every(({ protocol }) => ['http', 'https'].includes(protocol))
  if (id === 'connect-timeout') return route.upstreams.every(({ socket }) => socket === undefined)
  return true
}

function isName(host: string): boolean {
  return isIP(host) === 0 && host !== 'localhost' && host !== ''
}
