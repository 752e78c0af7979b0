import type { HealthWords } from '../../core/gateway-words.js'
import type { Call, Outgoing, UpstreamClient } from '../exchange.js'
import type { Failure } from '../failures.js'

/** After so many in a row an upstream changes its state, where nothing else is said. */
const FALL = 3
const RISE = 2

/** Asks an upstream again and again whether it is well; it counts as well until it has failed often enough. */
export class HealthCheck {
  isUp = true
  /** What the last checks said, while it is down. */
  why = ''
  /** How many checks in a row spoke against its present state. */
  #against = 0
  #timer: NodeJS.Timeout | undefined
  #call: Call | undefined
  #isStopped = false

  constructor(
    private readonly words: HealthWords,
    /** A client of its own: checks take no connection from requests. */
    private readonly client: UpstreamClient,
    private readonly host: string,
    private readonly tell: (state: 'up' | 'down', why: string) => void
  ) {
    this.#check()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#call?.abandon()
    this.client.destroy()
  }

  #check(): void {
    let status = 0
    this.#call = this.client.send(this.#question(), {
      interim: () => undefined,
      head: head => {
        status = head.status
      },
      data: () => true,
      end: () => this.#judge(status >= 200 && status < 400, `status ${status}`),
      failed: (failure: Failure) => this.#judge(false, failure.message)
    })
  }

  #question(): Outgoing {
    const fields = ['Host', this.host, 'User-Agent', 'gatecrash-health-check']
    return { method: 'GET', target: this.words.path, fields, body: null, bodyLength: undefined, expectsContinue: false }
  }

  #judge(isWell: boolean, why: string): void {
    if (this.#isStopped) return
    this.#against = isWell === this.isUp ? 0 : this.#against + 1
    if (!isWell) this.why = why
    const { rise = RISE, fall = FALL, every } = this.words
    if (this.#against >= (this.isUp ? fall : rise)) this.#turn(why)
    this.#timer = setTimeout(() => this.#check(), every).unref()
  }

  #turn(why: string): void {
    this.#against = 0
    this.isUp = !this.isUp
    this.tell(this.isUp ? 'up' : 'down', `health check: ${why}`)
  }
}
