import type { Fact } from './events.js'
import type { Arrival, SentPiece } from './observation.js'

type Upstream = Extract<Fact, { side: 'upstream' }>

/** Every request that reached an upstream, and what became of it there. */
export function arrivalsOf(facts: readonly Upstream[]): Arrival[] {
  const connections = byConnection(facts)
  return facts.flatMap(fact => {
    if (fact.what !== 'request') return []
    const own = connections.get(`${fact.upstream} ${fact.connection}`) ?? []
    return [arrivalOf(fact, own, facts)]
  })
}

function byConnection(facts: readonly Upstream[]): Map<string, Upstream[]> {
  const connections = new Map<string, Upstream[]>()
  for (const fact of facts) {
    if (!('connection' in fact)) continue
    const key = `${fact.upstream} ${fact.connection}`
    const own = connections.get(key)
    if (own === undefined) connections.set(key, [fact])
    else own.push(fact)
  }
  return connections
}

function arrivalOf(
  request: Extract<Upstream, { what: 'request' }>,
  ofConnection: readonly Upstream[],
  all: readonly Upstream[]
): Arrival {
  const { upstream, connection, method, target, at } = request
  const own = ofConnection.filter(other => 'request' in other && other.request === request.request)
  const answered = own.find(other => other.what === 'answered')
  const body = own.find(other => other.what === 'body')
  const left = leftAfter(request, ofConnection, all)
  return {
    ...{ upstream, connection, method, target, at },
    bodySize: body?.what === 'body' ? body.size : 0,
    sent: sentAfter(request, ofConnection),
    ...(left !== undefined && { left }),
    ...(answered?.what === 'answered' && {
      answered: { at: answered.at, status: answered.status, taken: answered.taken }
    })
  }
}

/** What went out between a request and the next one on its connection, as long as the gateway was there. */
function sentAfter(request: Upstream, ofConnection: readonly Upstream[]): SentPiece[] {
  const pieces: SentPiece[] = []
  for (const fact of ofConnection.slice(ofConnection.indexOf(request) + 1)) {
    if (fact.what === 'request' || (fact.what === 'closed' && fact.by === 'gateway')) break
    if (fact.what === 'sent')
      pieces.push({ bytes: Buffer.from(fact.bytes, 'base64').toString('latin1'), size: fact.size })
  }
  return pieces
}

/** A process that dies gives its connections back to the kernel, which ends them in order. */
function leftAfter(
  request: Upstream,
  ofConnection: readonly Upstream[],
  all: readonly Upstream[]
): 'fin' | 'rst' | undefined {
  const closed = ofConnection.find(fact => fact.what === 'closed')
  if (closed?.what === 'closed') return closed.by === 'upstream' ? closed.how : undefined
  const dies = (fact: Upstream) => fact.what === 'crashed' || fact.what === 'exited'
  return all.some(fact => dies(fact) && fact.upstream === request.upstream && fact.at >= request.at) ? 'fin' : undefined
}
