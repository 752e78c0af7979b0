import type { Balance } from '../../core/gateway-words.js'
import type { Listener, Outgoing, UpstreamClient } from '../exchange.js'
import { Failure } from '../failures.js'
import { Balancer } from './balancer.js'
import { GroupCall } from './group-call.js'
import type { Member } from './member.js'

/** What a group of upstreams has to know. */
export interface GroupOptions {
  readonly balance: Balance
  /** How often a failed request is sent again. */
  readonly retry: number
  /** The most requests to one upstream at a time. */
  readonly limit: number
}

/** Several upstreams behind the face of one: requests are spread over those that may be asked. */
export class UpstreamGroup implements UpstreamClient {
  readonly retry: number
  readonly #members: readonly Member[]
  readonly #balancer: Balancer<Member>
  readonly #limit: number

  constructor(members: readonly Member[], { balance, retry, limit }: GroupOptions) {
    this.retry = retry
    this.#members = members
    this.#balancer = new Balancer(members, balance)
    this.#limit = limit
  }

  send(outgoing: Outgoing, listener: Listener): GroupCall {
    return new GroupCall(this, outgoing, listener)
  }

  destroy(): void {
    for (const member of this.#members) member.destroy()
  }

  /** The upstream for a request: one that it has not been sent to yet, as long as there is any. Or why there is none. */
  choose(tried: ReadonlySet<Member>): Member | Failure {
    const now = performance.now()
    const isFree = (member: Member) => member.whyOut(now) === undefined && member.underWay < this.#limit
    const fresh = this.#balancer.next(member => isFree(member) && !tried.has(member))
    return fresh ?? this.#balancer.next(isFree) ?? this.#whyNone(now)
  }

  #whyNone(now: number): Failure {
    const reasons = this.#members.flatMap(member => member.whyOut(now) ?? [])
    if (reasons.length < this.#members.length) return Failure.of('connection-limit', { limit: this.#limit })
    return Failure.of('no-upstream', { why: reasons.join('; ') })
  }
}
