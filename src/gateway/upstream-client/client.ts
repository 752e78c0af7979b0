import type { Listener, Outgoing, Timeouts, UpstreamClient } from '../exchange.js'
import type { UpstreamAddress } from './address.js'
import { withoutZeros } from './answer-clock.js'
import { type Terms, UpstreamCall } from './call.js'
import { DEFAULT_LIMITS, type Limits } from './limits.js'
import { parserRules } from './parser-rules.js'
import { Pool } from './pool.js'
import type { Lookup } from './resolve.js'
import { readTlsOptions, type TlsOptions } from './tls.js'

/** What an upstream client has to know. */
export interface UpstreamClientOptions {
  readonly upstream: UpstreamAddress
  readonly timeouts: Timeouts
  readonly tls?: TlsOptions
  readonly limits?: Partial<Limits>
  /** Finds the addresses of the upstream's name; the system's resolver by default. */
  readonly lookup?: Lookup
  /** How many unused connections are kept; any number when left out. */
  readonly poolSize?: number | undefined
}

/** A client for one upstream: strict about what it takes for an answer, and exact about time. */
export function createUpstreamClient(options: UpstreamClientOptions): UpstreamClient {
  const { upstream: address, timeouts, tls = {}, limits = {}, lookup, poolSize } = options
  const destination = { address, tls: readTlsOptions(tls), lookup, limit: timeouts.connect }
  const pool = new Pool(destination, poolSize)
  const terms: Terms = {
    pool,
    rules: parserRules({ ...DEFAULT_LIMITS, ...limits }),
    timeouts,
    limits: withoutZeros(timeouts)
  }
  return {
    send: (outgoing: Outgoing, listener: Listener) => new UpstreamCall(terms, outgoing, listener),
    destroy: () => pool.close()
  }
}
