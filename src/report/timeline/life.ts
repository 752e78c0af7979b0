import { formatDuration } from '../../core/duration.js'
import type { Fact } from '../../core/events.js'
import type { Answer } from '../../core/observation.js'
import type { QueryOutcome } from '../../core/queries.js'
import { triesOf } from '../../core/tries.js'
import type { Told } from '../told.js'
import { type Stretch, type Stroke, stretch } from './lane.js'

/** A fact about one connection of an upstream. */
export type ConnectionFact = Extract<Fact, { side: 'upstream'; connection: number }>

const STROKES: Readonly<Record<string, Stroke>> = { hang: 'silent', await: 'waits' }

/** What is being done on a connection at the moment. */
interface Now {
  readonly since: number
  readonly stroke: Stroke
  readonly labels: readonly string[]
  readonly note?: string
  /** Nothing is known of it but the request. */
  readonly bare?: boolean
}

/** Follows one connection of the upstream from accepting to its end, and notes its stretches. */
export class Life {
  readonly #stretches: Stretch[] = []
  #now: Now | undefined
  #request: { at: number; answer: Answer | undefined } | undefined
  #latest = 0
  #sent = 0
  #unread = false
  /** When the gateway left while work was going on. */
  #left: { at: number; sign: string } | undefined

  constructor(readonly told: Told) {}

  take(fact: ConnectionFact): void {
    this.#latest = fact.at
    if (fact.what === 'accepted') this.#begin(fact.at, 'waits', ['waits for the request', 'waits'])
    else if (fact.what === 'request') this.#received(fact.at, fact.method, fact.target)
    else if (fact.what === 'step') this.#does(fact.at, fact.step, fact.says)
    else if (fact.what === 'query') this.#asked(fact.outcome)
    else if (fact.what === 'query-waits') this.#note(`waits for a lock of a session that is ${fact.wait.holder.state}`)
    else if (fact.what === 'unread') this.#unread = true
    else if (fact.what === 'sent') this.#sent += fact.size
    else if (fact.what === 'answered') this.#answered(fact.at, fact.status, fact.taken)
    else if (fact.what === 'closed') this.#closed(fact.at, fact.by, fact.how)
  }

  /** The process that held the connection has ended. */
  die(at: number, how: string): void {
    this.#finish(at, { end: 'broken', outcomes: [how], tone: 'bad' })
  }

  /** All stretches; a connection that is kept open until the run is over needs no end. */
  over(): Stretch[] {
    const last = Math.max(...this.told.seen.answers.map(answer => answer.endedAt))
    const { since, stroke } = this.#now ?? { since: last, stroke: 'idle' }
    if (this.#left !== undefined) this.#leave(Math.max(this.#left.at, this.#latest), this.#left.sign)
    else if (stroke !== 'idle') this.#finish(Math.max(last, since), { end: 'open' })
    return this.#stretches
  }

  /** The gateway has left, and no answer was made after that. */
  #leave(at: number, sign: string): void {
    this.#finish(at, { outcomes: [`the gateway left (${sign})`], tone: 'dim', minor: false })
  }

  #begin(at: number, stroke: Stroke, labels: readonly string[]): void {
    this.#now = { since: at, stroke, labels }
  }

  #finish(at: number, rest: Partial<Stretch>): void {
    const now = this.#now
    this.#now = undefined
    if (now === undefined) return
    const lostAt = now.stroke === 'works' ? (this.#left?.at ?? this.#request?.answer?.endedAt) : undefined
    const lost = lostAt !== undefined && lostAt < at ? { lostFrom: this.told.time(lostAt) } : {}
    const note = now.note === undefined ? {} : { note: now.note }
    const minor = now.stroke === 'waits' || now.stroke === 'idle'
    this.#stretches.push(
      stretch(this.told.time(now.since), this.told.time(at), now.stroke, {
        labels: now.labels,
        minor,
        quiet: minor || now.bare === true,
        ...note,
        ...lost,
        ...rest
      })
    )
  }

  #received(at: number, method: string, target: string): void {
    this.#finish(at, {})
    this.#request = { at, answer: this.#answerTo(method, target, at) }
    this.#sent = 0
    this.#now = { since: at, stroke: 'works', labels: [`${method} ${target}`, method], bare: true }
  }

  #does(at: number, step: string, says: string): void {
    if (this.#now?.bare !== true) this.#finish(at, { end: 'open', minor: true })
    this.#begin(this.#now?.since ?? at, STROKES[step] ?? 'works', [
      `${says}${this.#sentBytes(' after ', '')}`,
      says,
      step
    ])
  }

  /** How much has gone out since it was told last. */
  #sentBytes(before: string, after: string): string {
    const sent = this.#sent
    this.#sent = 0
    return sent > 0 ? `${before}${sent} bytes${after}` : ''
  }

  #asked({ scan, rowsRemoved, error }: QueryOutcome): void {
    const thrown = rowsRemoved === 1 ? '1 row thrown away' : `${rowsRemoved} rows thrown away`
    if (error !== undefined) this.#note(`${error.code}, ${error.message}`)
    else if (scan !== undefined) this.#note(`${scan}, ${thrown}`)
  }

  #note(note: string): void {
    if (this.#now !== undefined) this.#now = { ...this.#now, note }
  }

  #answered(at: number, status: number, taken: boolean): void {
    const took = formatDuration(this.told.time(at) - this.told.time(this.#request?.at ?? at))
    const outcome = `${status}${taken ? '' : ' for nobody'}`
    this.#finish(at, { outcomes: [`${outcome} after ${took}`, outcome], tone: taken ? 'good' : 'warn' })
    if (this.#left === undefined) this.#begin(at, 'idle', ['kept open'])
    this.#request = undefined
    this.#sent = 0
  }

  #closed(at: number, by: 'upstream' | 'gateway', how: 'fin' | 'rst'): void {
    const sign = how === 'fin' ? 'FIN' : 'RST'
    if (by === 'upstream') {
      const outcome = `${this.#unread ? 'request left unread, ' : ''}${this.#sentBytes('', ', then ')}${sign}`
      this.#finish(at, { end: 'broken', outcomes: [outcome, sign], tone: 'bad', minor: false })
    } else if (this.#now?.stroke === 'works') this.#left = { at, sign }
    else if (this.#now?.stroke === 'idle') this.#now = undefined
    else this.#leave(at, sign)
  }

  /** The client's request that this is: the same words, still waited for if possible. */
  #answerTo(method: string, target: string, at: number): Answer | undefined {
    const alike = triesOf(this.told.seen.answers).filter(
      answer => answer.label === `${method} ${target}` && answer.sentAt <= at
    )
    return alike.find(answer => at <= answer.endedAt) ?? alike.at(-1)
  }
}
