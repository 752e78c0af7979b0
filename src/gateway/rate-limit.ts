import type { RateWords } from '../core/gateway-words.js'
import type { Cause } from './cause.js'

/** What one client has left. */
interface Bucket {
  tokens: number
  /** When that was reckoned, on the clock of performance.now(). */
  at: number
}

/** With more clients than this, those that have long been silent are forgotten. */
const MANY = 10_000

/** Grants each client so many requests at once, and as many more, evenly spread, in each span of time. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>()
  readonly #words: RateWords
  #swept = 0

  constructor(words: RateWords) {
    this.#words = words
  }

  /** Why a request of that client is denied; undefined when it may pass, which takes one of its grants. */
  take(client: string, now: number): Cause | undefined {
    const { requests, per } = this.#words
    const { tokens = requests, at = now } = this.#buckets.get(client) ?? {}
    const left = Math.min(requests, tokens + ((now - at) / per) * requests)
    if (left < 1) return this.#denied(client, ((1 - left) / requests) * per)
    this.#buckets.set(client, { tokens: left - 1, at: now })
    if (this.#buckets.size > MANY) this.#sweep(now)
    return undefined
  }

  #denied(client: string, wait: number): Cause {
    const { requests, per } = this.#words
    const message = `more than ${requests} requests in ${per} ms from ${client}`
    const retryAfter = Math.max(1, Math.ceil(wait / 1000))
    return { code: 'rate', type: 'http_request_denied', status: 429, phase: 'client', message, retryAfter }
  }

  /** A bucket that is full again is as good as none. */
  #sweep(now: number): void {
    const { per } = this.#words
    if (now - this.#swept < per) return
    this.#swept = now
    for (const [client, { at }] of this.#buckets) if (now - at >= per) this.#buckets.delete(client)
  }
}
