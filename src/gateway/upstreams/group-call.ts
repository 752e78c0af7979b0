import type { Call, Fields, Listener, Outgoing, ResponseHead, Timings } from '../exchange.js'
import { Failure } from '../failures.js'
import type { UpstreamGroup } from './group.js'
import type { Member } from './member.js'
import { mayBeSentAgain } from './retrying.js'

/** One request to a group of upstreams: sent to one, and after a failure to the next when that is asked for and safe. */
export class GroupCall implements Call, Listener {
  readonly #group: UpstreamGroup
  readonly #outgoing: Outgoing
  readonly #listener: Listener
  readonly #began = performance.now()
  readonly #tried = new Set<Member>()
  #member: Member | undefined
  #call: Call | undefined
  /** When the present try began, and what there was before it. */
  #offset = 0
  #attemptsBefore = 0
  #retries = 0

  constructor(group: UpstreamGroup, outgoing: Outgoing, listener: Listener) {
    this.#group = group
    this.#outgoing = outgoing
    this.#listener = listener
    const chosen = group.choose(this.#tried)
    if (chosen instanceof Failure) process.nextTick(() => listener.failed(chosen))
    else this.#sendTo(chosen)
  }

  get timings(): Timings {
    const timings = Object.entries(this.#call?.timings ?? {})
    return Object.fromEntries(timings.map(([name, time]) => [name, time + this.#offset]))
  }

  get attempts(): number {
    return this.#attemptsBefore + (this.#call?.attempts ?? 0)
  }

  get reused(): boolean {
    return this.#call?.reused ?? false
  }

  get address(): string {
    return this.#call?.address ?? ''
  }

  resume(): void {
    this.#call?.resume()
  }

  abandon(): void {
    this.#call?.abandon()
    this.#release()?.abandoned()
  }

  interim(status: number, fields: Fields): void {
    this.#listener.interim(status, fields)
  }

  head(head: ResponseHead): void {
    this.#listener.head(head)
  }

  data(chunk: Buffer): boolean {
    return this.#listener.data(chunk)
  }

  end(trailers: Fields): void {
    this.#release()?.succeeded()
    this.#listener.end(trailers)
  }

  failed(failure: Failure): void {
    this.#release()?.failed(failure)
    const next = this.#mayTryAgain(failure) ? this.#group.choose(this.#tried) : failure
    if (next instanceof Failure) this.#listener.failed(failure)
    else this.#sendAgain(next)
  }

  #mayTryAgain(failure: Failure): boolean {
    const call = this.#call
    return this.#retries < this.#group.retry && call !== undefined && mayBeSentAgain(this.#outgoing, call, failure)
  }

  #sendAgain(member: Member): void {
    this.#retries++
    this.#attemptsBefore = this.attempts
    this.#call = undefined
    this.#offset = performance.now() - this.#began
    this.#sendTo(member)
  }

  #sendTo(member: Member): void {
    this.#member = member
    this.#tried.add(member)
    member.began()
    this.#call = member.client.send(this.#outgoing, this)
  }

  /** Once only: what has ended for an upstream does not end for it again. */
  #release(): Member | undefined {
    const member = this.#member
    this.#member = undefined
    return member
  }
}
