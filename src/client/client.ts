import { setMaxListeners } from 'node:events'
import type { ClientAct, ClientPlan, RequestPlan } from '../core/client-plan.js'
import type { Witness } from '../core/events.js'
import type { Marks } from '../core/marks.js'
import { pause } from '../core/pause.js'
import { type Address, Connection } from './connection.js'
import { Exchange } from './exchange.js'
import { afterPatience } from './patience.js'
import { requestBytes } from './request-bytes.js'

/** What the client needs of the run around it. */
export interface ClientContext {
  readonly witness: Witness
  readonly marks: Marks
  /** Fires when the run is over: the client gives up whatever it waits for. */
  readonly over: AbortSignal
  /** Sends a signal to an upstream; resolves when that has done what it does on it. */
  signal(upstream: string, signal: NodeJS.Signals): Promise<void>
}

/** Does all that a client does in a run; resolves when every request has come to its end. Whatever the gateway does is noted, never thrown. */
export async function playClient(plan: ClientPlan, gateway: Address, context: ClientContext): Promise<void> {
  // Every request listens for the end of the run: Node warns of a leak at the eleventh.
  setMaxListeners(0, context.over)
  const client = new Client(plan, gateway, context)
  for (const act of plan.acts) {
    if (context.over.aborted) break
    await client.play(act)
  }
  await client.leave()
}

class Client {
  readonly #beside: Promise<void>[] = []
  #leftOpen: Exchange | undefined

  constructor(
    private readonly plan: ClientPlan,
    private readonly gateway: Address,
    private readonly context: ClientContext
  ) {}

  async play(act: ClientAct): Promise<void> {
    const { marks, over } = this.context
    if (act.act === 'request') await this.#request(act.request)
    if (act.act === 'together') await Promise.all(act.requests.map(request => this.#request(request)))
    if (act.act === 'await') await marks.wait(act.mark, over)
    if (act.act === 'wait') await pause(act.milliseconds, over)
    if (act.act === 'signal') await this.#go(act.beside, this.context.signal(act.to, act.signal))
    if (act.act === 'mark') marks.set(act.name)
  }

  async leave(): Promise<void> {
    await Promise.all(this.#beside)
    this.#leftOpen?.connection.close()
  }

  #request(request: RequestPlan): Promise<void> {
    return this.#go(request.beside, this.#askUntilAnswered(request))
  }

  async #go(beside: boolean, deed: Promise<void>): Promise<void> {
    if (beside) this.#beside.push(deed)
    else await deed
  }

  async #askUntilAnswered(request: RequestPlan): Promise<void> {
    const { times, backoff } = request.retry ?? { times: 0, backoff: 0 }
    for (let attempt = 1; ; attempt++) {
      const exchange = await this.#ask(request)
      if (attempt > times || exchange.isAnswered || this.context.over.aborted) return
      await pause(backoff * 2 ** (attempt - 1), this.context.over)
      this.context.witness({ side: 'client', what: 'retries', request: request.index, attempt: attempt + 1 })
    }
  }

  async #ask(request: RequestPlan): Promise<Exchange> {
    const reused = request.connection === 'same' ? this.#takeLeftOpen() : undefined
    const connection = reused ?? new Connection(this.gateway)
    const exchange = new Exchange(request, connection, this.context.witness)
    const { over } = this.context
    const giveUp = () => exchange.giveUp()
    const callOff = [afterPatience(this.plan.patience, over, giveUp)]
    const { leaves } = request
    // Who has enough has waited for an answer, not for the connection.
    if (leaves !== undefined) void connection.opened.then(() => callOff.push(afterPatience(leaves, over, giveUp)))
    await exchange.play(requestBytes(request, this.gateway), reused !== undefined)
    for (const each of callOff) each()
    this.#leaveOpen(exchange)
    return exchange
  }

  /** Undefined when the gateway has closed it meanwhile, or has sent bytes on it that nobody asked for. */
  #takeLeftOpen(): Connection | undefined {
    const exchange = this.#leftOpen
    this.#leftOpen = undefined
    if (exchange?.leavesConnection) return exchange.connection
    exchange?.connection.close()
    return undefined
  }

  #leaveOpen(exchange: Exchange): void {
    this.#leftOpen?.connection.close()
    this.#leftOpen = exchange.leavesConnection ? exchange : undefined
    if (this.#leftOpen === undefined) exchange.connection.close()
  }
}
