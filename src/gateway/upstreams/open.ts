import { Trouble } from '../../core/errors.js'
import type { Balance } from '../../core/gateway-words.js'
import type { Timeouts, UpstreamClient } from '../exchange.js'
import { hostAndPort } from '../upstream-client/address.js'
import { createUpstreamClient, type UpstreamAddress, type UpstreamClientOptions } from '../upstream-client/index.js'
import { UpstreamGroup } from './group.js'
import { Member } from './member.js'

/** How a gateway deals with its upstreams; what is left out it does not do. */
export interface UpstreamsOptions {
  /** How the certificate of an https upstream is judged; with the system's authorities when left out. */
  readonly tls?: UpstreamClientOptions['tls']
  /** How it chooses among several upstreams; in turn when left out. */
  readonly balance?: Balance | undefined
  /** How often a failed request is sent again, to another upstream where there is one; never one that could do its work twice. */
  readonly retry?: number | undefined
  /** The most connections to one upstream at a time; what is above is refused with 503 at once. */
  readonly limit?: number | undefined
  /** How many unused connections to one upstream are kept; any number when left out. */
  readonly pool?: { readonly size: number } | undefined
}

/** Opens what requests are sent to: the one upstream, or a group of them where anything is asked of it. */
export function openUpstreams(
  addresses: readonly UpstreamAddress[],
  timeouts: Timeouts,
  options: UpstreamsOptions
): UpstreamClient {
  const { balance = 'round-robin', retry = 0, limit = Number.POSITIVE_INFINITY, pool, tls } = options
  requireCounts({ retry, limit, pool: pool?.size })
  const clients = addresses.map(upstream => createUpstreamClient({ upstream, timeouts, tls, poolSize: pool?.size }))
  const [only] = clients
  if (only !== undefined && clients.length === 1 && !asksForMore(options)) return only
  const members = clients.map((client, at) => new Member(told(addresses[at] as UpstreamAddress), client))
  return new UpstreamGroup(members, { balance, retry, limit })
}

function asksForMore({ retry, limit }: UpstreamsOptions): boolean {
  return [retry, limit].some(option => option !== undefined)
}

/** How an upstream stands in the log. */
function told(address: UpstreamAddress): string {
  return address.scheme === 'unix' ? `unix:${address.path}` : hostAndPort(address.host, address.port)
}

function requireCounts(counts: Readonly<Record<string, number | undefined>>): void {
  for (const [name, count = 0] of Object.entries(counts)) {
    if (count >= 0 && !Number.isNaN(count)) continue
    throw new Trouble('usage', `the option "${name}" must be a number; found ${JSON.stringify(count)}`)
  }
}
