import type { Call, Fields, Listener, Outgoing, ResponseHead, Timeouts, Timings } from '../exchange.js'
import { Failure } from '../failures.js'
import { AnswerClock } from './answer-clock.js'
import { brokenConnection, lateAnswer } from './call-failure.js'
import type { Connection, Occupant } from './connection.js'
import type { Ending } from './link.js'
import type { ParserRules } from './parser-rules.js'
import type { Pool } from './pool.js'
import { requestHead } from './request-head.js'
import { type Reader, ResponseParser } from './response-parser.js'
import { Sender, type SenderEvents } from './sender.js'

/** What all calls of a client have in common. */
export interface Terms {
  readonly pool: Pool
  readonly rules: ParserRules
  readonly timeouts: Timeouts
  /** The timeouts with infinity for what is switched off. */
  readonly limits: Timeouts
}

/** One request and its answer; on a second connection when the first one, an old one, turns out to be dead. */
export class UpstreamCall implements Call, Occupant, Reader, SenderEvents {
  readonly timings: Timings = {}
  attempts = 1
  reused: boolean
  readonly #terms: Terms
  readonly #outgoing: Outgoing
  readonly #listener: Listener
  readonly #began = performance.now()
  #connection: Connection
  #clock: AnswerClock
  #parser: ResponseParser
  #sender: Sender | undefined
  #isOver = false

  constructor(terms: Terms, outgoing: Outgoing, listener: Listener) {
    this.#terms = terms
    this.#outgoing = outgoing
    this.#listener = listener
    this.#clock = new AnswerClock(terms.limits)
    this.#parser = new ResponseParser(outgoing.method, terms.rules, this)
    this.#connection = terms.pool.take(this)
    this.reused = this.#connection.reused
    if (this.reused) this.#send()
  }

  get address(): string {
    return this.#connection.address
  }

  resume(): void {
    if (this.#isOver) return
    this.#clock.resume(performance.now())
    this.#connection.resume()
    this.#connection.watch()
  }

  abandon(): void {
    if (this.#isOver) return
    this.#conclude()
    this.#connection.destroy()
  }

  due(): number {
    return this.#clock.due()
  }

  expired(): void {
    this.#fail(lateAnswer(this.#clock.reached(), this.#terms.timeouts, this.#parser))
  }

  opened(): void {
    this.timings.connect = performance.now() - this.#began
    this.#send()
  }

  unopened(failure: Failure): void {
    this.#fail(failure)
  }

  stuck(since: number): void {
    this.#clock.stuckSince = since
    this.#connection.watch()
  }

  /** Whoever waits for 100 Continue holds the body back: it is the upstream's turn, although the request is not through. */
  headSent(): void {
    if (!this.#outgoing.expectsContinue) return
    this.#clock.listen(performance.now())
    this.#connection.watch()
  }

  bodyBegins(): void {
    this.#clock.ignoreSilence()
  }

  through(): void {
    const now = performance.now()
    this.timings.sent = now - this.#began
    this.#clock.sent(now)
    this.#connection.watch()
  }

  cut(read: number): void {
    this.#fail(Failure.of('request-cut', { sent: read, announced: this.#outgoing.bodyLength }))
  }

  received(bytes: Buffer): void {
    const now = performance.now()
    this.timings.firstByte ??= now - this.#began
    this.#clock.heard(now)
    const refused = this.#parser.take(bytes)
    if (refused !== undefined) this.#fail(refused)
  }

  ended(ending: Ending | Failure): void {
    if (ending instanceof Failure) this.#fail(ending)
    else if (ending === 'closed' && this.#parser.endsWithConnection) this.#parser.finish()
    else if (this.#mayRetry()) this.#retry()
    else this.#fail(brokenConnection(ending, this.#parser, this.#sender?.isSent ?? false))
  }

  interim(status: number, fields: Fields): void {
    if (status === 100 && this.#sender?.isSent === false) this.#clock.ignoreSilence()
    this.#listener.interim(status, fields)
  }

  head(head: ResponseHead): void {
    const now = performance.now()
    this.timings.head = now - this.#began
    this.#clock.headIsDone = true
    if (head.status >= 300 && this.#sender?.isSent === false) this.#stopSending(now)
    this.#listener.head(head)
  }

  data(chunk: Buffer): void {
    if (this.#listener.data(chunk) || this.#isOver) return
    this.#clock.pause(performance.now())
    this.#connection.pause()
  }

  end(trailers: Fields): void {
    this.timings.end = performance.now() - this.#began
    const { pool, timeouts } = this.#terms
    const isClean = this.#sender?.isSent === true && !this.#parser.surplus
    this.#conclude()
    pool.keep(this.#connection, isClean ? Math.min(this.#parser.patience, timeouts.keepalive) : 0)
    this.#listener.end(trailers)
  }

  #send(): void {
    const { link } = this.#connection
    if (link === undefined) return
    this.#sender = new Sender(link, this.#outgoing, this)
    this.#sender.start(requestHead(this.#outgoing, this.#terms.timeouts.keepalive === 0))
  }

  /** An early answer that wants no more of the body, a 413 say: what is still to come is the upstream's turn. */
  #stopSending(now: number): void {
    this.#sender?.stop()
    this.#clock.stuckSince = Number.POSITIVE_INFINITY
    this.#clock.sent(now)
    this.#connection.watch()
  }

  /** Only what is safe to ask twice, only once, and only when an old connection died without a word. */
  #mayRetry(): boolean {
    const { method, body } = this.#outgoing
    const isSafe = (method === 'GET' || method === 'HEAD') && body === null
    return isSafe && this.reused && this.attempts === 1 && !this.#parser.hasBegun
  }

  #retry(): void {
    this.attempts++
    this.reused = false
    this.#clock = new AnswerClock(this.#terms.limits)
    this.#connection = this.#terms.pool.open(this)
  }

  #conclude(): void {
    this.#isOver = true
    this.#parser.stop()
    this.#sender?.stop()
  }

  #fail(failure: Failure): void {
    if (this.#isOver) return
    this.#conclude()
    this.#connection.destroy()
    this.#listener.failed(failure)
  }
}
