import { arrivalsOf } from './arrivals.js'
import type { Fact, Planned } from './events.js'
import type { Answer, Observation } from './observation.js'

type Client = Extract<Fact, { side: 'client'; request: number }>
type Upstream = Extract<Fact, { side: 'upstream' }>

const RAW_CAP = 16_384

/** Folds the facts of one run into an Observation. */
export function observe(planned: Planned, facts: readonly Fact[]): Observation {
  const upstream = facts.filter((fact): fact is Upstream => fact.side === 'upstream')
  return {
    answers: planned.requests.map((label, request) => answerOf(label, request, facts)),
    arrivals: arrivalsOf(upstream),
    connections: upstream.filter(fact => fact.what === 'accepted').length,
    unread: upstream.filter(fact => fact.what === 'unread').length,
    unreadAt: upstream.flatMap(fact => (fact.what === 'unread' ? [fact.at] : [])),
    queries: upstream.flatMap(fact => (fact.what === 'query' ? [fact.outcome] : [])),
    lockWaits: upstream.flatMap(fact => (fact.what === 'query-waits' ? [fact.wait] : [])),
    log: facts.flatMap(fact => (fact.side === 'gateway' && fact.what === 'log' ? [fact.entry] : [])),
    effects: upstream.flatMap(fact => (fact.what === 'effect' ? [fact.name] : [])),
    addresses: Object.fromEntries(
      upstream.flatMap(fact => (fact.what === 'listening' ? [[fact.address, fact.upstream]] : []))
    ),
    crashed: upstream.some(fact => fact.what === 'crashed'),
    gatewayDied: facts.some(fact => fact.side === 'gateway' && fact.what === 'died'),
    keptWaiting: facts.reduce((sum, fact) => sum + (fact.what === 'kept-waiting' ? fact.milliseconds : 0), 0)
  }
}

function answerOf(label: string, request: number, facts: readonly Fact[]): Answer {
  const own = facts.filter(
    (fact): fact is Client => fact.side === 'client' && 'request' in fact && fact.request === request
  )
  const tries = triesIn(own).map(each => tryOf(label, request, each))
  return { ...(tries.at(-1) as Answer), earlier: tries.slice(0, -1) }
}

/** The facts of each try; those of the last one come last. */
function triesIn(own: readonly Client[]): Client[][] {
  const tries: Client[][] = [[]]
  for (const fact of own) {
    if (fact.what === 'retries') tries.push([])
    else tries.at(-1)?.push(fact)
  }
  return tries
}

function tryOf(label: string, request: number, own: readonly Client[]): Answer {
  const find = <W extends Client['what']>(what: W) =>
    own.findLast((fact): fact is Extract<Client, { what: W }> => fact.what === what)
  const sent = find('sent')
  const head = find('head')
  const ended = find('ended')
  const interims = own.findLastIndex(fact => fact.what === 'interim')
  const firstByte = own.slice(interims + 1).find(fact => fact.what === 'received') ?? head
  return {
    request,
    label,
    method: label.split(' ')[0] ?? '',
    sentAt: sent?.at ?? ended?.at ?? 0,
    firstByteAt: firstByte?.at,
    headAt: head?.at,
    endedAt: ended?.at ?? Number.POSITIVE_INFINITY,
    status: head?.status,
    reason: head?.reason ?? '',
    fields: head?.fields ?? [],
    interim: own.flatMap(fact => (fact.what === 'interim' ? [fact.status] : [])),
    ending: ended?.how ?? 'gave-up',
    complete: ended?.complete ?? false,
    bodySize: ended?.bodySize ?? 0,
    raw: rawOf(own),
    earlier: []
  }
}

function rawOf(facts: readonly Client[]): string {
  const chunks = facts.flatMap(fact => (fact.what === 'received' ? [Buffer.from(fact.bytes, 'base64')] : []))
  return Buffer.concat(chunks).toString('latin1').slice(0, RAW_CAP)
}
