import type { ErrorType } from '../core/error-types.js'
import type { Phase } from '../core/log-entry.js'
import type { Cause } from './cause.js'
import type { Timings } from './exchange.js'

/** The one line that the gateway logs for every request, beside pino's own level, time, pid and hostname. */
export interface GatewayLogLine {
  readonly method: string
  /** The request-target as it was received. */
  readonly target: string
  /** The status that the client was told; 499 when it left before it was told any. */
  readonly status: number
  /** How far the request had come: 'done', or where it failed. */
  readonly phase: Phase
  /** One word for what went wrong; absent when nothing did. */
  readonly cause?: string
  /** The RFC 9209 error type of what went wrong; absent when nothing did, and when the client left. */
  readonly error?: ErrorType
  /** Milliseconds from the request to the end of its answer. */
  readonly duration: number
  /** When things happened on the way to the upstream, in milliseconds since it was called. */
  readonly timings: Timings
  /** How many times the upstream was tried. */
  readonly attempts: number
  /** Whether the connection to the upstream had been used before. */
  readonly reused: boolean
  /** The address of the upstream that was called last; empty when none was. */
  readonly upstream: string
  /** How many bytes of an upstream's body the client was sent. */
  readonly bytes: number
}

/** The line of what never became a request. */
export function refusedLine(cause: Cause, method = '', target = ''): GatewayLogLine {
  const { code, type, status, phase } = cause
  const never = { duration: 0, timings: {}, attempts: 0, reused: false, upstream: '', bytes: 0 }
  return { method, target, status, phase, cause: code, error: type, ...never }
}
