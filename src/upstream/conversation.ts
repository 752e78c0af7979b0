import { randomUUID } from 'node:crypto'
import type { LockWait, QueryOutcome } from '../core/queries.js'
import type { Asked, Connection, ReceivedRequest } from '../core/step.js'
import type { Arrivals, Shared } from './arrivals.js'
import type { OnLockWait, UpstreamContext } from './context.js'
import { PlayedLife } from './life.js'
import type { Leaving, Line } from './line.js'
import { capped } from './notes.js'
import { unlessOver } from './script-end.js'

/** One connection as the steps of a script see it: every deed is done for real, and noted. */
export class Conversation extends PlayedLife implements Connection {
  #leavesUnread = false
  #session: string | undefined
  #scriptEnded = false

  constructor(
    readonly number: number,
    readonly line: Line,
    readonly arrivals: Arrivals,
    context: UpstreamContext,
    shared: Shared
  ) {
    super(context, shared)
  }

  get request(): ReceivedRequest | undefined {
    return this.arrivals.last
  }

  async receiveHead(): Promise<void> {
    await this.arrivals.head()
  }

  receiveRequest(): Promise<void> {
    return this.arrivals.whole()
  }

  receiveBytes(count: number): Promise<void> {
    return this.arrivals.bytes(count)
  }

  async leaveUnread(): Promise<void> {
    await this.arrivals.unread()
    this.#leavesUnread = true
  }

  stopReading(): void {
    this.line.inbox.stop()
  }

  block(milliseconds: number): Promise<void> {
    return unlessOver(this.context.block(milliseconds), this.over)
  }

  hang(): Promise<void> {
    return this.line.untilGone()
  }

  async send(bytes: Uint8Array): Promise<boolean> {
    const taken = await this.line.send(bytes)
    this.shared.note({ what: 'sent', connection: this.number, size: bytes.length, bytes: capped(bytes), taken })
    return taken
  }

  async close(): Promise<void> {
    if (this.#leavesUnread) return this.#closed('rst', await this.line.closeUnread())
    this.#closed('fin', await this.line.close())
  }

  async halfClose(): Promise<void> {
    // What the gateway still sends is read: with bytes that nobody takes, the kernel would reset the connection, and the answer were lost.
    this.line.inbox.readAll()
    this.#closed('fin', await this.line.finish())
  }

  async reset(): Promise<void> {
    this.#closed('rst', await this.line.reset())
  }

  effect(name: string): void {
    const key = keyOf(this.request)
    if (key !== undefined && this.shared.keys.has(`${name} ${key}`)) return
    if (key !== undefined) this.shared.keys.add(`${name} ${key}`)
    this.shared.note({ what: 'effect', ...this.where(), name })
  }

  async query({ ask, mark, deadlockTimeout }: Asked): Promise<QueryOutcome> {
    this.#session ??= randomUUID()
    const question = { ask, session: this.#session, deadlockTimeout }
    const outcome = await this.#outcome(onWait => this.context.query(question, onWait), mark)
    this.shared.note({ what: 'query', ...this.where(), outcome })
    return outcome
  }

  /** Whether this mark was set by this upstream, in this life. */
  hasMarked(name: string): boolean {
    return this.shared.marked.has(name)
  }

  answered(status: number, taken: boolean): void {
    this.shared.note({ what: 'answered', ...this.where(), status, taken })
  }

  /** A worker begins with the request that was received last. */
  takenUp(): void {
    this.shared.note({ what: 'taken-up', ...this.where() })
  }

  endScript(): void {
    this.#scriptEnded = true
  }

  /** Whether a step has left out the rest of the script. */
  get scriptEnded(): boolean {
    return this.#scriptEnded
  }

  /** A script is over: another one begins no transaction where this one has left its own open. */
  leaveScript(): void {
    this.#scriptEnded = false
    if (this.#session !== undefined) this.context.leave(this.#session)
    this.#session = undefined
  }

  /** A step of some length begins. */
  begins(step: string, says: string): void {
    this.shared.note({ what: 'step', ...this.where(), step, says })
  }

  /** Waiting for a lock that nobody will give back is rest, not work. */
  async #outcome(ask: (onWait: OnLockWait) => Promise<QueryOutcome>, mark: string | undefined): Promise<QueryOutcome> {
    let stuck = () => {}
    const forEver = new Promise<undefined>(resolve => {
      stuck = () => resolve(undefined)
    })
    let known = false
    const onWait = (wait: LockWait, isForEver: boolean) => {
      if (!known) this.#waits(wait, mark)
      known = true
      if (isForEver) stuck()
    }
    const outcome = unlessOver(ask(onWait), this.over)
    return (await Promise.race([outcome, forEver])) ?? (await this.arrivals.rest(outcome))
  }

  #waits(wait: LockWait, mark: string | undefined): void {
    this.shared.note({ what: 'query-waits', ...this.where(), wait })
    if (mark !== undefined) this.mark(mark)
  }

  #closed(how: Leaving, byUs: boolean): void {
    if (byUs) this.shared.note({ what: 'closed', connection: this.number, by: 'upstream', how })
  }

  protected override where(): { connection: number; request: number } {
    return { connection: this.number, request: this.arrivals.number }
  }
}

/** The Idempotency-Key that a request carries. */
function keyOf(request: ReceivedRequest | undefined): string | undefined {
  const at = request?.fields.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'idempotency-key')
  return at === undefined || at < 0 ? undefined : request?.fields[at + 1]
}
