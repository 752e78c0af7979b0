import type { Fact } from '../core/events.js'

/** What a fact means for somebody who waits for the run; undefined when it changes nothing for them. */
export function doingOf(fact: Fact): string | undefined {
  if (fact.what === 'sent' && fact.side === 'client') return 'the client waits for the gateway'
  if (fact.what === 'accepted') return 'the gateway is connected to the upstream'
  if (fact.what === 'request') return 'the gateway waits for the upstream'
  if (fact.what === 'step') return `the upstream: ${fact.says}`
  if (fact.what === 'ended') return 'the client knows; the upstream comes to its end'
  return undefined
}
