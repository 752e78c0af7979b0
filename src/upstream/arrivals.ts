import type { ReceivedRequest } from '../core/step.js'
import type { Activity } from './activity.js'
import type { Line } from './line.js'
import type { TakeNote } from './notes.js'
import { type Framing, readBody, readHead } from './request.js'
import { goOn } from './script-end.js'

/** What the connections of one upstream share. */
export interface Shared {
  readonly note: TakeNote
  readonly activity: Activity
  /** The lines that wait for a request, and have nothing under way. */
  readonly idle: Set<Line>
  /** What work has left behind under a key, so that the same key does it no second time. */
  readonly keys: Set<string>
  /** The marks that were set here. */
  readonly marked: Set<string>
  /** Numbers the requests of the whole upstream, from 0. */
  nextRequest(): number
}

/** The requests that arrive on one connection, one after the other. */
export class Arrivals {
  readonly #line: Line
  readonly #connection: number
  readonly #shared: Shared
  #last: ReceivedRequest | undefined
  #number = -1
  #takings = 0
  #body: Framing = 'none'
  #headAhead = false

  constructor(line: Line, connection: number, shared: Shared) {
    this.#line = line
    this.#connection = connection
    this.#shared = shared
  }

  /** The request received last. */
  get last(): ReceivedRequest | undefined {
    return this.#last
  }

  /** Its number in the whole upstream; -1 before the first. */
  get number(): number {
    return this.#number
  }

  /** Grows whenever something was taken from the connection. */
  get takings(): number {
    return this.#takings
  }

  /** Receives a head before its script is known; the script's own receive goes on from there. */
  async headAhead(): Promise<ReceivedRequest> {
    this.#headAhead = false
    const head = await this.head()
    this.#headAhead = true
    return head
  }

  async head(): Promise<ReceivedRequest> {
    if (this.#headAhead && this.#last !== undefined) {
      this.#headAhead = false
      return this.#last
    }
    goOn(await readBody(this.#line.inbox, this.#body))
    await this.untilAsked()
    const { framing, ...request } = goOn(await readHead(this.#line.inbox))
    this.#takings += 1
    this.#number = this.#shared.nextRequest()
    this.#body = framing
    this.#last = request
    const { method, target, fields } = request
    this.#shared.note({ what: 'request', ...this.#where(), method, target, fields: [...fields] })
    return request
  }

  async whole(): Promise<void> {
    await this.head()
    const framing = this.#body
    const size = goOn(await readBody(this.#line.inbox, framing))
    this.#body = 'none'
    if (framing !== 'none') this.#shared.note({ what: 'body', ...this.#where(), size })
  }

  async bytes(count: number): Promise<void> {
    await this.untilAsked()
    const { inbox } = this.#line
    while (inbox.size < count) goOn(await inbox.more())
    inbox.take(count)
    this.#takings += 1
    if (typeof this.#body === 'object') this.#body = { length: Math.max(0, this.#body.length - count) }
  }

  /** Waits for the first byte of a request, unless its head is there already. That is rest, not work. */
  async untilAsked(): Promise<void> {
    const { inbox } = this.#line
    if (inbox.size > 0 || this.#headAhead) return
    this.#shared.idle.add(this.#line)
    const more = await this.#shared.activity.rest(inbox.more())
    this.#shared.idle.delete(this.#line)
    goOn(more)
  }

  /** Keeps the connection until the gateway leaves. That is rest, too. */
  async untilNoMore(): Promise<void> {
    this.#shared.idle.add(this.#line)
    await this.#shared.activity.rest(this.#line.untilGone())
    this.#shared.idle.delete(this.#line)
  }

  /** Waits for what no work of this upstream can bring about. */
  rest<T>(waiting: Promise<T>): Promise<T> {
    return this.#shared.activity.rest(waiting)
  }

  async unread(): Promise<void> {
    goOn(await this.#shared.activity.rest(this.#line.untilUnread()))
    this.#shared.note({ what: 'unread', connection: this.#connection })
  }

  #where(): { connection: number; request: number } {
    return { connection: this.#connection, request: this.#number }
  }
}
