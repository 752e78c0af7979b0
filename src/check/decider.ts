import type { Role, Route, Setting } from '../configurations/configuration.js'
import type { Behaviour } from './behaviour.js'
import type { Pace } from './pace.js'

/** Limits that may have ended an exchange, in the order in which they are believed. */
const LIMITS: readonly Role[] = ['total', 'read', 'body', 'write', 'queue']
/** A connection that is refused takes no time; what takes some is that it is tried again. */
const REFUSED: readonly string[] = ['refused', 'POST refused', 'one-refusal']
const SOON = 500

/** How far a measured time may be from a limit, or a whole multiple of it: a clock is not exact, and a busy machine is late. */
const EARLY = 0.06
const LATE = 0.1
/** So many tries at most are taken for a multiple. */
const TRIES = 4

/** Settings that decide what a failure leads to, when it is not a time. */
const BY_FAILURE: Readonly<Record<string, Role>> = {
  'connect-timeout': 'connect',
  'big-header': 'head-size',
  'big-cookie': 'head-size',
  'upload-not-read': 'write',
  'app-404': 'intercept',
  'app-500': 'intercept',
  'app-502': 'intercept',
  'app-503-maintenance': 'intercept',
  'rate-limited': 'intercept',
  'early-413': 'request-size',
  'keepalive-race-post': 'keepalive',
  'idle-timeout-mismatch': 'keepalive',
  'one-refusal': 'breaker',
  websocket: 'upgrade',
  moved: 'resolver'
}

/** What decided a behaviour: the limit whose time has passed, or the setting that this failure is about. */
export function deciderOf({ settings }: Route, behaviour: Behaviour, { limit }: Pace): Setting | undefined {
  const { after, failure, patience } = behaviour
  if (REFUSED.includes(failure) && after !== null && after > SOON) return settings.retry
  // Nobody waited long enough to see it, and it is what they would have waited for.
  if (after === null && patience < limit)
    return LIMITS.map(role => settings[role]).find(each => each?.milliseconds === limit)
  const own = BY_FAILURE[failure]
  const roles = own === 'connect' || own === 'write' ? [own, ...LIMITS] : LIMITS
  const timed =
    after === null || after < limit * 0.02 ? undefined : roles.find(role => fits(after, settings[role], behaviour))
  if (timed !== undefined) return settings[timed]
  if (behaviour.twice) return settings.retry
  // What the application said has been decided there.
  return own === undefined || passedOn(behaviour, own) ? undefined : settings[own]
}

function passedOn({ author, status, upstreamStatus }: Behaviour, role: Role): boolean {
  return role === 'request-size' && author === 'upstream' && status === upstreamStatus
}

function fits(after: number, setting: Setting | undefined, { attempts, failure }: Behaviour): boolean {
  const { milliseconds = 0 } = setting ?? {}
  if (!Number.isFinite(milliseconds) || milliseconds <= 0) return false
  // Tries to connect are seen nowhere but in the time.
  const tries = failure === 'connect-timeout' ? TRIES : attempts
  const times = Math.max(1, Math.min(tries, Math.round(after / milliseconds)))
  const off = after / (times * milliseconds) - 1
  return off >= -EARLY && off <= LATE
}
