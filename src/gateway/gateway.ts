import type { Socket } from 'node:net'
import { Trouble } from '../core/errors.js'
import { DEFAULT_TIMEOUTS } from './default-timeouts.js'
import { withDefaults } from './defaults.js'
import { type Doorkeeper, type DoorOptions, doorkeeperOf } from './doorkeeper.js'
import { ErrorAnswers } from './error-answer.js'
import type { Timeouts, UpstreamClient } from './exchange.js'
import type { Forwarding } from './forwarding.js'
import { ForwardingFields } from './forwarding-fields.js'
import type { ProxyStatusDetail } from './proxy-status.js'
import { parseUpstream } from './upstream-client/index.js'
import { hostOf, openUpstreams, type UpstreamsOptions } from './upstreams/index.js'

/** How a gateway forwards. */
export interface ForwardingOptions extends UpstreamsOptions, DoorOptions {
  /** Where requests go: http://host:port, https://host:port, or unix:/path/of/a/socket; one, or several. */
  readonly upstream: string | readonly string[]
  /** What Via and Proxy-Status call this gateway; 'gatecrash' when left out. */
  readonly name?: string
  /** Limits in milliseconds, 0 for none; what is left out is as DEFAULT_TIMEOUTS has it. */
  readonly timeouts?: Partial<Timeouts>
  /** For how many milliseconds a client may take nothing of its answer, 0 for ever; a minute when left out. */
  readonly clientSilence?: number
  /** How many milliseconds a body may take to arrive, from the head of its request on; 0, or left out, for ever. Then comes a 408. */
  readonly requestTime?: number
  /** How much of an error clients are told in a Proxy-Status field; the type alone when left out. */
  readonly proxyStatus?: ProxyStatusDetail
}

/** What all requests of one gateway share. */
export interface Gateway {
  readonly client: UpstreamClient
  readonly trace: ForwardingFields
  readonly errors: ErrorAnswers
  /** The Host for requests of HTTP/1.0 clients, which need not name one. */
  readonly upstreamHost: string
  /** For how many milliseconds a client may take nothing of its answer, 0 for ever. */
  readonly clientSilence: number
  /** How many milliseconds a body may take to arrive, 0 for ever. */
  readonly requestTime: number
  /** Looks at every request before it is sent; undefined when nothing is asked of it. */
  readonly doorkeeper: Doorkeeper | undefined
  /** The request that a client's connection is occupied with, or was last. */
  readonly underWay: WeakMap<Socket, Forwarding>
}

/** Opens what a gateway needs before its first request; throws when the options make no sense. */
export function openGateway(options: ForwardingOptions): Gateway {
  const name = options.name ?? 'gatecrash'
  if (name === '') throw new Trouble('usage', 'the name of a gateway must not be empty')
  const [first, ...others] = [options.upstream].flat().map(parseUpstream)
  if (first === undefined) throw new Trouble('usage', 'a gateway needs at least one upstream')
  const timeouts = withDefaults(DEFAULT_TIMEOUTS, options.timeouts)
  const { clientSilence = 0, requestTime = 0 } = options
  requireDurations({ ...timeouts, clientSilence, requestTime })
  return {
    client: openUpstreams([first, ...others], timeouts, options),
    trace: new ForwardingFields(name),
    errors: new ErrorAnswers(name, options.proxyStatus ?? 'terse'),
    upstreamHost: hostOf(first),
    clientSilence: options.clientSilence ?? 60_000,
    requestTime: options.requestTime ?? 0,
    doorkeeper: doorkeeperOf(options),
    underWay: new WeakMap()
  }
}

/** A limit that is no number would never be reached, in silence. */
function requireDurations(limits: object): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (typeof limit === 'number' && limit >= 0) continue
    throw new Trouble('usage', `the limit "${name}" must be milliseconds, 0 for none; found ${JSON.stringify(limit)}`)
  }
}
