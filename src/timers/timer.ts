import type { Limits } from '../core/limits.js'
import type { Measured } from './measure.js'
import { LIMIT, type Probe, type Stretch } from './probes.js'

/** What is known of a limit. */
export interface Timer {
  readonly stretch: Stretch
  /** Which limit of the scenario it is; `own` for none of them; `none` when the gateway waited longer than the client. */
  readonly limit: keyof Limits | 'own' | 'none'
  /** Whether a little, now and then, stretches it. */
  readonly kind: 'total' | 'between bytes' | 'each try' | 'since the last use' | 'not told'
  /** How often it tried in all; null when that cannot be seen. */
  readonly tries: number | null
  /** The statuses that the client got, null for none; several where the gateway is not the same every time. */
  readonly statuses: readonly (number | null)[]
  /** After how many milliseconds it gave up, as most rounds had it; null for never. */
  readonly after: number | null
  /** How many milliseconds after the limit that was: the earliest, the middle and the latest of all rounds; null where it was none of them. */
  readonly late: readonly [least: number, median: number, most: number] | null
}

/** Limits that can end a stretch at all, the one that is meant first. */
const CANDIDATES: Readonly<Record<Stretch, readonly (keyof Limits)[]>> = {
  connect: ['connect', 'read'],
  tls: ['connect', 'read'],
  head: ['read'],
  body: ['read'],
  upload: ['write', 'read'],
  idle: ['keepalive']
}

/** Puts the rounds of a probe together. */
export function timerOf({ stretch, silent }: Probe, rounds: readonly Measured[], trickle?: Measured): Timer {
  const times = rounds.flatMap(({ gaveUp }) => (gaveUp === undefined ? [] : [gaveUp])).sort((a, b) => a - b)
  const statuses = [...new Set(rounds.map(({ status }) => status ?? null))]
  const median = times[Math.floor(times.length / 2)]
  const seen = stretch === 'connect' ? 0 : (rounds[0]?.reached ?? 0)
  if (median === undefined || times.length < rounds.length) {
    return { stretch, limit: 'none', kind: 'not told', tries: seen || null, statuses, after: null, late: null }
  }
  // A connection that does not come to stand is not seen at the upstream: tries show in the time alone, a whole limit each.
  const unsaid = rounds[0]?.unsaid ?? []
  const inTime = stretch === 'connect' && !unsaid.includes('connect')
  const tries = Math.max(1, inTime ? Math.floor(median / LIMIT + 0.1) : seen)
  const limit = limitOf(stretch, median / tries, silent.limits, unsaid)
  const told = { stretch, tries, statuses, after: Math.round(median) }
  if (limit === undefined) return { ...told, limit: 'own', kind: 'not told', late: null }
  const whole = (silent.limits[limit] ?? LIMIT) * tries
  const [least, middle, most] = [times[0] ?? median, median, times.at(-1) ?? median].map(time =>
    Math.round(time - whole)
  )
  return { ...told, limit, kind: kindOf(stretch, whole, trickle), late: [least ?? 0, middle ?? 0, most ?? 0] }
}

/** The one that it is nearest to; one that comes much too late, but was told to the gateway, is the one that is meant. */
function limitOf(stretch: Stretch, time: number, limits: Limits, unsaid: readonly string[]): keyof Limits | undefined {
  const said = CANDIDATES[stretch].filter(name => !unsaid.includes(name))
  const near = said.find(name => time > 0.95 * (limits[name] ?? 0) && time < 1.25 * (limits[name] ?? 0))
  return near ?? said.find(name => time > 0.95 * (limits[name] ?? 0) && time < 3.5 * (limits[name] ?? 0))
}

function kindOf(stretch: Stretch, limit: number, trickle: Measured | undefined): Timer['kind'] {
  if (stretch === 'idle') return 'since the last use'
  if (stretch === 'connect' || stretch === 'tls') return 'each try'
  if (trickle === undefined) return 'not told'
  if (trickle.through) return 'between bytes'
  return trickle.gaveUp !== undefined && trickle.gaveUp < limit * 1.5 ? 'total' : 'not told'
}
