import type { Timeouts } from '../exchange.js'

/** The limits of an answer, in the order of their rank where two are reached at the same time. */
export type AnswerLimit = 'write' | 'read' | 'head' | 'total'

const NEVER = Number.POSITIVE_INFINITY

/** Timeouts in which a limit that is switched off is infinitely long. */
export function withoutZeros({ connect, read, write, head, total, keepalive }: Timeouts): Timeouts {
  const limit = (ms: number): number => (ms === 0 ? NEVER : ms)
  return {
    connect: limit(connect),
    read: limit(read),
    write: limit(write),
    head: limit(head),
    total: limit(total),
    keepalive
  }
}

/** Knows what of an answer is awaited since when, and hence which limit comes next. */
export class AnswerClock {
  /** Since when the upstream has taken nothing of what waits for it. */
  stuckSince = NEVER
  headIsDone = false
  /** Since when the upstream has been silent although it is its turn. */
  #silentSince = NEVER
  #sentAt = NEVER
  #pausedAt = NEVER
  readonly #limits: Timeouts

  constructor(limits: Timeouts) {
    this.#limits = limits
  }

  /** The request is through: from now on it is the upstream's turn. */
  sent(now: number): void {
    this.#sentAt = now
    this.#silentSince = now
  }

  /** It is the upstream's turn to say something, though the request is not through. */
  listen(now: number): void {
    this.#silentSince = Math.min(this.#silentSince, now)
  }

  /** It is somebody else's turn. */
  ignoreSilence(): void {
    this.#silentSince = NEVER
  }

  /** A byte has come. Its time counts only where silence counts. */
  heard(now: number): void {
    if (this.#silentSince !== NEVER) this.#silentSince = now
  }

  /** We have stopped reading because the client is slow, which is not the upstream's fault. */
  pause(now: number): void {
    this.#pausedAt = Math.min(this.#pausedAt, now)
  }

  resume(now: number): void {
    if (this.#pausedAt === NEVER) return
    this.#sentAt += now - this.#pausedAt
    this.#pausedAt = NEVER
    this.heard(now)
  }

  due(): number {
    return Math.min(this.#dueOf('write'), this.#dueOf('read'), this.#dueOf('head'), this.#dueOf('total'))
  }

  /** The limit that was reached first. */
  reached(): AnswerLimit {
    const due = this.due()
    return ORDER.find(limit => this.#dueOf(limit) === due) ?? 'total'
  }

  #dueOf(limit: AnswerLimit): number {
    if (limit === 'write') return this.stuckSince + this.#limits.write
    if (this.#pausedAt !== NEVER) return NEVER
    if (limit === 'read') return this.#silentSince + this.#limits.read
    if (limit === 'head') return this.headIsDone ? NEVER : this.#sentAt + this.#limits.head
    return this.#sentAt + this.#limits.total
  }
}

const ORDER: readonly AnswerLimit[] = ['write', 'read', 'head', 'total']
