import type { Fact } from '../core/events.js'
import type { Limits } from '../core/limits.js'
import type { Observation } from '../core/observation.js'
import { LIMIT, PATIENCE, type Probe, type Stretch } from './probes.js'

/** What one run of a probe showed, in milliseconds. */
export interface Measured {
  /** Until the gateway gave up, by an answer, or by leaving the client or the upstream; undefined when it never did. */
  readonly gaveUp: number | undefined
  readonly status: number | undefined
  /** How often it reached for the upstream, as far as that is seen there. */
  readonly reached: number
  /** Everything that the upstream sent or took went through, to the end. */
  readonly through: boolean
}

/** Reads a run of a probe. */
export function measured(stretch: Stretch, observation: Observation, facts: readonly Fact[]): Measured {
  const [answer] = observation.answers
  const gaveUp = stretch === 'idle' ? idleFor(facts) : waitedFor(observation)
  return {
    gaveUp,
    status: answer?.status,
    reached: stretch === 'tls' ? observation.connections : observation.arrivals.length,
    through: answer?.status === 200 && answer.complete
  }
}

/** From the request to the end of the exchange, unless it was the client that had enough. */
function waitedFor({ answers: [answer] }: Observation): number | undefined {
  if (answer === undefined || answer.ending === 'gave-up') return undefined
  const took = answer.endedAt - answer.sentAt
  return took < PATIENCE ? took : undefined
}

/** From the answer until the gateway closed the connection. */
function idleFor(facts: readonly Fact[]): number | undefined {
  const used = facts.find(fact => fact.side === 'upstream' && fact.what === 'answered')
  const closed = facts.find(fact => fact.side === 'upstream' && fact.what === 'closed' && fact.by === 'gateway')
  return used === undefined || closed === undefined ? undefined : closed.at - used.at
}

/** What is known of a limit. */
export interface Timer {
  readonly stretch: Stretch
  /** Which limit of the scenario it is; none when the gateway waited longer than the client. */
  readonly limit: keyof Limits | 'none'
  /** Whether a little, now and then, stretches it. */
  readonly kind: 'total' | 'between bytes' | 'each try' | 'since the last use' | 'not told'
  /** How often it tried in all; null when that cannot be seen. */
  readonly tries: number | null
  /** The statuses that the client got, null for none; several where the gateway is not the same every time. */
  readonly statuses: readonly (number | null)[]
  /** How many milliseconds after the limit it gave up: the earliest, the middle and the latest of all rounds. */
  readonly late: readonly [least: number, median: number, most: number] | null
}

/** Puts the rounds of a probe together. */
export function timerOf({ stretch, meant, silent }: Probe, rounds: readonly Measured[], trickle?: Measured): Timer {
  const sorted = rounds.flatMap(({ gaveUp }) => (gaveUp === undefined ? [] : [gaveUp])).sort((a, b) => a - b)
  const [first] = rounds
  const statuses = [...new Set(rounds.map(({ status }) => status ?? null))]
  const median = sorted[Math.floor(sorted.length / 2)]
  if (median === undefined || sorted.length < rounds.length) {
    const tries = first === undefined || first.reached === 0 ? null : first.reached
    return { stretch, limit: 'none', kind: 'not told', tries, statuses, late: null }
  }
  // A connection that does not come to stand is not seen at the upstream: tries show in the time alone, a whole limit each.
  const tries = stretch === 'connect' ? Math.max(1, Math.round(median / LIMIT)) : Math.max(1, first?.reached ?? 1)
  const times = meant === 'connect' ? tries : 1
  const limit = limitAt(median / times, silent.limits) ?? meant
  const whole = (silent.limits[limit] ?? LIMIT) * times
  const late = [sorted[0], median, sorted.at(-1)].map(time => Math.round((time as number) - whole))
  return {
    stretch,
    limit,
    kind: kindOf(meant, whole, trickle),
    tries,
    statuses,
    late: late as [number, number, number]
  }
}

/** The limit at which that is; undefined when it is near none. */
function limitAt(time: number, limits: Limits): keyof Limits | undefined {
  const named = Object.entries(limits) as [keyof Limits, number][]
  return named.find(([, limit]) => time > limit * 0.9 && time < limit * 1.25)?.[0]
}

function kindOf(meant: keyof Limits, limit: number, trickle: Measured | undefined): Timer['kind'] {
  if (meant === 'keepalive') return 'since the last use'
  if (meant === 'connect') return 'each try'
  if (trickle === undefined) return 'not told'
  if (trickle.through) return 'between bytes'
  return trickle.gaveUp !== undefined && trickle.gaveUp < limit * 1.5 ? 'total' : 'not told'
}
