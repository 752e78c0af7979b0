import { Trouble } from '../../core/errors.js'
import type { Balance, BreakerWords, HealthWords, Notice } from '../../core/gateway-words.js'
import { hostAndPort } from '../../core/host-and-port.js'
import type { Timeouts, UpstreamClient } from '../exchange.js'
import { createUpstreamClient, type UpstreamAddress, type UpstreamClientOptions } from '../upstream-client/index.js'
import { Breaker } from './breaker.js'
import { UpstreamGroup } from './group.js'
import { HealthCheck } from './health-check.js'
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
  /** Asks every upstream so often whether it is well; one that is not gets nothing. */
  readonly health?: HealthWords | undefined
  /** Leaves an upstream alone for a while after so many failures in a row. */
  readonly breaker?: BreakerWords | undefined
  /** Is told when an upstream goes out, or comes back. */
  readonly noticed?: ((notice: Notice) => void) | undefined
}

/** Opens what requests are sent to: the one upstream, or a group of them where anything is asked of it. */
export function openUpstreams(
  addresses: readonly UpstreamAddress[],
  timeouts: Timeouts,
  options: UpstreamsOptions
): UpstreamClient {
  const { balance = 'round-robin', retry = 0, limit = Number.POSITIVE_INFINITY, pool, tls } = options
  requireNumbers({ retry, limit, ...options.health, ...options.breaker, ...(pool && { pool: pool.size }) })
  const clientOf = (upstream: UpstreamAddress) =>
    createUpstreamClient({ upstream, timeouts, tls, poolSize: pool?.size })
  const [only] = addresses
  if (only !== undefined && addresses.length === 1 && !asksForMore(options)) return clientOf(only)
  const members = addresses.map(
    address => new Member(told(address), clientOf(address), guards(address, timeouts, options))
  )
  return new UpstreamGroup(members, { balance, retry, limit })
}

function asksForMore({ retry, limit, health, breaker }: UpstreamsOptions): boolean {
  return [retry, limit, health, breaker].some(option => option !== undefined)
}

/** What may take that upstream out. A check has the limits of a request, and a connection of its own. */
function guards(upstream: UpstreamAddress, timeouts: Timeouts, { health, breaker, tls, noticed }: UpstreamsOptions) {
  const tell = (state: 'up' | 'down', why: string) => noticed?.({ upstream: told(upstream), state, why })
  const own = { ...timeouts, total: timeouts.total || timeouts.read, keepalive: 0 }
  const client = () => createUpstreamClient({ upstream, timeouts: own, tls })
  return {
    health: health && new HealthCheck(health, client(), hostOf(upstream), tell),
    breaker: breaker && new Breaker(breaker, tell)
  }
}

/** How an upstream stands in the log. */
function told(address: UpstreamAddress): string {
  return address.scheme === 'unix' ? `unix:${address.path}` : hostAndPort(address.host, address.port)
}

/** What the Host field calls an upstream. */
export function hostOf(address: UpstreamAddress): string {
  return address.scheme === 'unix' ? 'localhost' : hostAndPort(address.host, address.port)
}

/** A number that is none would never be reached, in silence. */
function requireNumbers(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === 'string' || value === undefined || (typeof value === 'number' && value >= 0)) continue
    throw new Trouble('usage', `the option "${name}" must be a number from 0 on; found ${JSON.stringify(value)}`)
  }
}
