import type { Fact } from '../core/events.js'
import type { Told } from '../report/index.js'
import type { Evidence } from './results.js'

/** A drip for ever would fill pages. */
const MOST = 300

/** What happened in a run, in order and in words. */
export function timelineOf({ facts, time, planned }: Told): Evidence['timeline'] {
  const sayings = facts
    .toSorted((a, b) => a.at - b.at)
    .flatMap(fact => {
      const says = sayingOf(fact, planned.requests)
      return says === undefined ? [] : [{ at: rounded(time(fact.at)), ...says }]
    })
  return sayings.slice(0, MOST)
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}

type Of<S> = Exclude<Extract<Fact, { side: S }>, { what: 'kept-waiting' }>

type Saying = { readonly side: string; readonly says: string } | undefined

function sayingOf(fact: Fact, requests: readonly string[]): Saying {
  if (fact.what === 'kept-waiting') return undefined
  if (fact.side === 'client') return said('client', clientSays(fact, requests))
  if (fact.side === 'gateway') return said('gateway', gatewaySays(fact))
  if (fact.side !== 'upstream') return undefined
  if (fact.what === 'closed' && fact.by === 'gateway')
    return said('gateway', `leaves connection ${fact.connection + 1} to ${fact.upstream}: ${fact.how.toUpperCase()}`)
  return said(fact.upstream, upstreamSays(fact))
}

function said(side: string, says: string | undefined): Saying {
  return says === undefined ? undefined : { side, says }
}

const ENDS = {
  whole: 'has an answer with a clean end',
  cut: 'gets FIN before the announced end',
  reset: 'gets RST',
  closed: 'gets FIN, and nothing before it',
  'no-http': 'has got bytes that are no HTTP',
  'gave-up': 'gives up',
  refused: 'cannot reach the gateway'
} as const

function clientSays(fact: Of<'client'>, requests: readonly string[]): string | undefined {
  const label = requests[fact.request] ?? ''
  if (fact.what === 'sent') return `sends ${label}`
  if (fact.what === 'interim' || fact.what === 'head') return `gets ${fact.status} for ${label}`
  if (fact.what === 'ended') return `${ENDS[fact.how]}: ${label}`
  return fact.what === 'retries' ? `tries ${label} again` : undefined
}

function gatewaySays(fact: Of<'gateway'>): string | undefined {
  if (fact.what === 'log') return `logs: ${fact.entry.message === '' ? fact.entry.raw : fact.entry.message}`
  if (fact.what === 'noticed') return `takes ${fact.upstream} for ${fact.state}: ${fact.why}`
  return fact.what === 'died' ? `its process dies (${fact.signal ?? fact.code})` : undefined
}

function upstreamSays(fact: Of<'upstream'>): string | undefined {
  if (fact.what === 'accepted') return `accepts connection ${fact.connection + 1}`
  if (fact.what === 'request') return `receives ${fact.method} ${fact.target} on connection ${fact.connection + 1}`
  if (fact.what === 'unread') return `leaves what lies on connection ${fact.connection + 1} unread`
  if (fact.what === 'step') return fact.says
  if (fact.what === 'query-waits') return 'its query waits for a lock'
  if (fact.what === 'sent') return `sends ${fact.size} bytes${fact.taken ? '' : ', and nobody takes them'}`
  if (fact.what === 'answered') return `has answered ${fact.status}${fact.taken ? '' : ', to nobody'}`
  if (fact.what === 'closed') return `closes connection ${fact.connection + 1}: ${fact.how.toUpperCase()}`
  return lifeSays(fact)
}

function lifeSays(fact: Of<'upstream'>): string | undefined {
  if (fact.what === 'started') return 'its process starts'
  if (fact.what === 'signalled') return `gets ${fact.signal}`
  if (fact.what === 'stopped-accepting') return 'takes no more connections'
  if (fact.what === 'logged') return `logs: ${fact.line}`
  if (fact.what === 'crashed') return `its process is killed by ${fact.signal}`
  if (fact.what === 'exited') return `its process leaves with exit code ${fact.code}`
  return fact.what === 'effect' ? `does its work: ${fact.name}` : undefined
}
