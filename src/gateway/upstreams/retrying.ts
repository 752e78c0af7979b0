import type { Call, Outgoing } from '../exchange.js'
import type { Failure } from '../failures.js'

/** Methods that do no more when they are asked twice (RFC 9110 §9.2.2). */
const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']

/** The types of failures in which no upstream had a part: no other one can help where the request itself, or the gateway, is at fault. */
export const NOT_THE_UPSTREAM: readonly string[] = ['http_request_error', 'proxy_internal_error']

/**
 * Whether a failed request may be sent again: the upstream has said nothing yet, and has either never had the request or is asked
 * for something that can be done twice. A body that has been read is gone.
 */
export function mayBeSentAgain(outgoing: Outgoing, call: Call, failure: Failure): boolean {
  if (NOT_THE_UPSTREAM.includes(failure.type) || call.timings.firstByte !== undefined) return false
  return neverStood(call, failure) || (IDEMPOTENT.includes(outgoing.method) && outgoing.body === null)
}

/** The connection was never made. In TLS the other side may refuse it when the request is already on its way. */
function neverStood({ timings, reused }: Call, { phase }: Failure): boolean {
  return (phase === 'connect' || phase === 'tls') && timings.connect === undefined && !reused
}
