import { createHash } from 'node:crypto'
import type { Fact } from '../core/events.js'

/** Where a gateway and its upstreams stand in a configuration that is shown: each run has addresses of its own. */
const HOST = '127.0.0.1'
const GATEWAY = '8080'
const FIRST_UPSTREAM = 9000

type Listening = Extract<Fact, { side: 'gateway'; what: 'listening' }>

/** The configuration of a run with the same addresses and the same folder in every run; empty when the gateway never listened. */
export function withoutAddresses(facts: readonly Fact[]): string {
  const listening = facts.find((fact): fact is Listening => fact.side === 'gateway' && fact.what === 'listening')
  if (listening === undefined) return ''
  const { address, upstreams = [], configuration = '' } = listening
  const places = [
    [address, GATEWAY] as const,
    ...upstreams.map((each, at) => [each, `${FIRST_UPSTREAM + at}`] as const)
  ]
  const shown = places.reduce((text, [place, port]) => withoutPlace(text, place, port), configuration)
  return shown.replaceAll(/\/[^\s"';]*\/gatecrash-([a-z0-9-]+)-[\da-f]{8}/g, '/tmp/gatecrash-$1')
}

function withoutPlace(text: string, place: string, port: string): string {
  const at = place.lastIndexOf(':')
  const [host, own] = [place.slice(0, at).replace(/^\[|\]$/g, ''), place.slice(at + 1)]
  return text
    .replaceAll(place, `${HOST}:${port}`)
    .replaceAll(host, HOST)
    .replaceAll(new RegExp(`\\b${own}\\b`, 'g'), port)
}

/** Twelve digits by which two configurations are known to be the same. */
export function hashOf(configuration: string): string {
  return createHash('sha256').update(configuration).digest('hex').slice(0, 12)
}
