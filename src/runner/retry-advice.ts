import { logOf, namedError } from '../checks/index.js'
import type { Answer, Arrival, Observation } from '../core/observation.js'
import type { RetryAdvice } from '../core/verdict.js'

const SAFE_TWICE = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']
const NEVER_ARRIVED = [
  'connection_refused',
  'connection_timeout',
  'destination_unavailable',
  'dns_error',
  'dns_timeout'
]

/** Whether the client may send again what did not go well: by method, and by what became of the work. */
export function adviseRetry(observation: Observation): RetryAdvice[] {
  const failed = observation.answers.filter(answer => !answer.complete || (answer.status ?? 0) >= 500)
  const labels = new Set<string>()
  return failed.flatMap(answer => {
    if (labels.has(answer.label)) return []
    labels.add(answer.label)
    return [{ request: answer.label, ...advice(answer, observation) }]
  })
}

function advice(answer: Answer, observation: Observation): Pick<RetryAdvice, 'may' | 'why'> {
  const arrivals = observation.arrivals.filter(arrival => `${arrival.method} ${arrival.target}` === answer.label)
  if (wasTurnedAway(answer, observation) && arrivals.length <= othersThatArrived(answer, observation))
    return { may: 'yes', why: 'it never reached the upstream; wait a little, the cause is still there' }
  if (SAFE_TWICE.includes(answer.method)) return { may: 'later', why: workInWords(arrivals) }
  return { may: 'no', why: `${answer.method} may have been done already; ${unknownInWords(arrivals, observation)}` }
}

function wasTurnedAway(answer: Answer, observation: Observation): boolean {
  const type = namedError(answer) ?? logOf(answer, observation).find(line => line.error !== undefined)?.error
  return type !== undefined && NEVER_ARRIVED.includes(type)
}

/** Requests of the same kind that may account for what arrived. */
function othersThatArrived(answer: Answer, observation: Observation): number {
  return observation.answers.filter(
    other => other !== answer && other.label === answer.label && !wasTurnedAway(other, observation)
  ).length
}

function workInWords(arrivals: readonly Arrival[]): string {
  // Of several that were alike, the one that failed is rather one whose answer nobody took.
  const arrival = arrivals.find(({ answered }) => answered?.taken !== true) ?? arrivals[0]
  if (arrival === undefined) return 'asking twice does no harm'
  if (arrival.answered === undefined) return 'asking twice does no harm; nobody knows how far the first one came'
  if (saidNo(arrival)) return 'asking twice does no harm; the application itself said no'
  if (arrival.answered.taken) return 'asking twice does no harm; the work was done'
  return 'asking twice does no harm, but it was not answered in time and ran to its end all the same'
}

function saidNo({ answered }: Arrival): boolean {
  return answered?.taken === true && answered.status >= 500
}

function unknownInWords(arrivals: readonly Arrival[], observation: Observation): string {
  if (arrivals.length === 0 && observation.unread > 0)
    return 'here it was never read, but neither client nor gateway can know'
  if (arrivals.some(saidNo)) return 'the application said no itself, and its log tells how far it came'
  if (arrivals.some(arrival => arrival.answered !== undefined)) return 'here it was done, for nobody'
  return 'neither client nor gateway can know'
}
