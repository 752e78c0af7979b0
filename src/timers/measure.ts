import type { Fact } from '../core/events.js'
import type { Observation } from '../core/observation.js'
import { PATIENCE, type Stretch, WATCHED } from './probes.js'

/** What one run of a probe showed, in milliseconds. */
export interface Measured {
  /** Until the gateway gave up, by an answer, or by leaving the client or the upstream; undefined when it never did. */
  readonly gaveUp: number | undefined
  readonly status: number | undefined
  /** How often it reached for the upstream, as far as that is seen there. */
  readonly reached: number
  /** Everything that the upstream sent or took went through, to the end. */
  readonly through: boolean
  /** Limits that the gateway has no word for. */
  readonly unsaid: readonly string[]
}

/** Reads a run of a probe. */
export function measured(stretch: Stretch, observation: Observation, facts: readonly Fact[]): Measured {
  const [answer] = observation.answers
  const gaveUp = stretch === 'idle' ? idleFor(facts) : waitedFor(observation)
  return {
    gaveUp,
    status: answer?.status,
    reached: stretch === 'tls' ? observation.connections : observation.arrivals.length,
    through: answer?.status === 200 && answer.complete,
    unsaid: facts.flatMap(fact => (fact.side === 'gateway' && fact.what === 'listening' ? (fact.unsaid ?? []) : []))
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
  if (used === undefined || closed === undefined) return undefined
  // What is closed when the client is through is closed by the end of the run.
  const lay = closed.at - used.at
  return lay < WATCHED ? lay : undefined
}
