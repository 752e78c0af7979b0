import type { ErrorType } from '../core/error-types.js'
import type { Phase } from '../core/log-entry.js'

/** Why the gateway answers by itself, or ends an answer before its end: a failure of the upstream or a fault of the client. */
export interface Cause {
  /** One word for logs and statistics, finer than the type. */
  readonly code: string
  readonly type: ErrorType
  readonly status: number
  readonly phase: Phase
  /** In plain words, with numbers. */
  readonly message: string
  /** Further parameters for the Proxy-Status field. */
  readonly params?: Readonly<Record<string, string | number>>
  /** After how many seconds the client may try again. */
  readonly retryAfter?: number | undefined
  /** What the client reads instead of the usual text. */
  readonly body?: string | undefined
}

/** The cause when a request cannot be understood, or not be forwarded safely. */
export function refusal(status: number, code: string, message: string): Cause {
  return { code, type: 'http_request_error', status, phase: 'client', message }
}

/** The cause when the gateway itself has a fault. */
export function internalError(error: unknown): Cause {
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', type: 'proxy_internal_error', status: 500, phase: 'client', message }
}
