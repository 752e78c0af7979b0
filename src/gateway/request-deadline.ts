import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Cause, refusal } from './cause.js'
import { Deadline, type Timed } from './upstream-client/deadline.js'

/** The cause when a request has not arrived in time. */
export function tooSlow(limit: number): Cause {
  return refusal(408, 'request_timeout', `the request did not arrive within ${limit} ms`)
}

/**
 * Watches that a request's body is there in time. Node has such a limit as well, but looks after it every half a second only.
 * While the upstream does not take what has come the client cannot send: that time is not its own.
 */
export class RequestDeadline implements Timed {
  readonly #deadline = new Deadline(this)
  #due: number
  /** Whether it has been read at all; not before the connection to the upstream stands. */
  #isBegun = false
  /** Since when the body is not read, because the upstream takes nothing; undefined while it is. */
  #pausedAt: number | undefined
  readonly #since = performance.now()

  constructor(
    private readonly request: IncomingMessage,
    response: ServerResponse,
    limit: number,
    private readonly tooLate: () => void
  ) {
    this.#due = this.#since + limit
    this.#deadline.watch()
    const stop = (): void => this.#deadline.stop()
    request.on('pause', () => this.#pause()).on('resume', () => this.#resume())
    request.once('end', stop)
    response.once('close', stop)
  }

  due(): number {
    return this.#pausedAt === undefined ? this.#due : Number.POSITIVE_INFINITY
  }

  expired(): void {
    if (this.request.complete) return
    if (this.#isBegun) this.tooLate()
    else this.#pausedAt = this.#since
  }

  #pause(): void {
    this.#pausedAt ??= performance.now()
  }

  #resume(): void {
    this.#isBegun = true
    // Node tells of a resumption a tick late: it may be paused again already.
    if (this.#pausedAt === undefined || this.request.isPaused()) return
    this.#due += performance.now() - this.#pausedAt
    this.#pausedAt = undefined
    this.#deadline.watch()
  }
}
