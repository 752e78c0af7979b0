import type { ErrorType } from './error-types.js'

/** How far a request had come on its way through a gateway. */
export type Phase = 'connect' | 'tls' | 'send' | 'head' | 'body' | 'client' | 'done'

/** One line of a gateway's log in the normal form that every target reads its own log into. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  /** The line as the product wrote it. */
  readonly raw: string
  /** What it says, without the decoration. */
  readonly message: string
  readonly phase?: Phase
  /** The error type that the line shows; absent where it shows none. */
  readonly error?: ErrorType
  /** A flag or code of the product's own, such as HAProxy's sH--. */
  readonly flag?: string
  readonly method?: string
  readonly path?: string
  readonly status?: number
  readonly attempts?: number
  readonly upstream?: string
  /** Real milliseconds since the gateway took the request, as far as the product tells. */
  readonly timings?: { readonly connect?: number; readonly head?: number; readonly end?: number }
}
