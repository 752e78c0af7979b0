import type { Route, Setting } from '../configurations/configuration.js'
import type { PlayedFailure } from './failures.js'

/** A limit passes in about so many real milliseconds: long enough to be measured within a few percent. */
const REAL_LIMIT = 1000
/** Up to a minute that holds; longer limits take up to so many real milliseconds, which is more exact than needed. */
const LONGEST_REAL = 8000
const FAST = 60
/** Where no limit is in question, moments count: what takes a machine a millisecond must not look like a second. */
const CALM = 4
const EASY = 10
/** A route whose limit is not in question must not meet it because the machine is busy: so much of it is left in real milliseconds. */
const SPARED = 300
/** What is taken for a limit where there is none. */
const NO_LIMIT = 60_000
/** A client is patient for at least five minutes of production, and for a quarter of an hour at most where no limit is longer. */
const LEAST_PATIENCE = 300_000
const MOST_PATIENCE = 900_000

/** Nobody waits longer than so many real milliseconds, where a clock cannot run as fast as a limit of hours wants it: then it is seen that no answer comes. */
const LONGEST_PLAYED = 15_000
/** A clock that is steady only when it is slow may be this much faster for a limit that is longer than that. */
const LESS_STEADY = 4

/** Faster than that, a client has no time for its request any more: a minute for a head is a fifth of a second. */
const FASTEST = 300

/** How one failure is played on a route. */
export interface Pace {
  /** The limit that it is about, in milliseconds of production. */
  readonly limit: number
  /** How many times faster than in production the clock runs. */
  readonly speed: number
  /** How long the client waits, in milliseconds of production. */
  readonly patience: number
}

/** Chooses the speed by the limit that decides: 60 s pass in one second, 5 s as well, 600 s in ten. */
export function paceOf(route: Route, failure: PlayedFailure, fastest = Infinity): Pace {
  const { limit: role = 'read' } = failure
  const limit = limitOf(route, role) ?? limitOf(route, 'read') ?? NO_LIMIT
  const isSpared = role === 'write' || (failure.limit === undefined && failure.pauses !== true)
  const spared = isSpared ? (limitOf(route, 'read') ?? Infinity) : Infinity
  const speed = Math.max(1, Math.min(mostFor(limit, fastest), spared / SPARED, speedFor(limit, failure)))
  const tries = Math.max(2, route.upstreams.length + 1)
  const patience = Math.max(LEAST_PATIENCE, limit * 1.5, Math.min(limit * tries * 1.2, MOST_PATIENCE))
  const longest = speed > 1 ? Math.max(MOST_PATIENCE, LONGEST_PLAYED * speed) : patience
  return { limit, speed, patience: Math.min(patience, longest) }
}

/** A limit of hours may be less exact than others, so that it is seen at all. */
function mostFor(limit: number, fastest: number): number {
  return Math.min(FASTEST, fastest > 1 && limit / fastest > LONGEST_REAL ? fastest * LESS_STEADY : fastest)
}

function speedFor(limit: number, { limit: role, calm, pauses }: PlayedFailure): number {
  if (role !== undefined) return Math.max(Math.min(FAST, limit / REAL_LIMIT), limit / LONGEST_REAL)
  return calm === true ? CALM : pauses === true ? FAST : EASY
}

function limitOf({ settings }: Route, role: keyof Route['settings']): number | undefined {
  const setting: Setting | undefined = settings[role] ?? (role === 'body' ? settings.read : undefined)
  const { milliseconds = 0 } = setting ?? {}
  // A limit that is known to be none is not that of something else.
  if (role === 'write' && milliseconds === Number.POSITIVE_INFINITY) return NO_LIMIT
  return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds : undefined
}
