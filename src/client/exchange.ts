import type { RequestPlan } from '../core/client-plan.js'
import { now } from '../core/clock.js'
import type { Ending, Witness } from '../core/events.js'
import { Answer } from './answer.js'
import type { Connection, Left, Reader } from './connection.js'
import { type Head, members } from './head.js'
import { piecesOf } from './pieces.js'

/** So many bytes of one answer are kept; of the rest only the size. */
const KEPT_BYTES = 16_384
/** After so many milliseconds of silence, bytes that are no HTTP count as all. A gateway that passes them on may keep the connection. */
const QUIET = 100

/** One request and what comes back, until the answer is whole, broken off, or nobody waits any more. */
export class Exchange implements Reader {
  readonly #answer: Answer
  #room = KEPT_BYTES
  #status = 0
  #stage: 'connecting' | 'waiting' | 'ended' = 'connecting'
  #patient = true
  #settle: () => void = () => undefined
  #quiet: NodeJS.Timeout | undefined
  #upload: NodeJS.Timeout | undefined

  constructor(
    private readonly request: RequestPlan,
    readonly connection: Connection,
    private readonly witness: Witness
  ) {
    this.#answer = new Answer(request.method, this)
  }

  /** Sends the request, in one write where no pace is set; resolves at the end of the exchange. */
  async play(bytes: Buffer, reused: boolean): Promise<void> {
    const connected = await this.connection.opened
    const what = connected ? 'connected' : 'not-connected'
    this.witness({ side: 'client', what, request: this.request.index, reused })
    if (!this.#patient) return this.#end('gave-up')
    if (!connected) return this.#end('refused')
    await new Promise<void>(resolve => {
      this.#settle = resolve
      this.#send(bytes)
    })
  }

  /** Stops waiting for whatever is still missing. */
  giveUp(): void {
    this.#patient = false
    if (this.#stage === 'waiting') this.#end('gave-up')
    this.connection.close()
  }

  /** Whether the connection may carry another request now. Asked again later, it knows what came meanwhile. */
  get leavesConnection(): boolean {
    const { version, fields } = this.request
    if (version === '1.0' || members(fields, 'connection').includes('close')) return false
    return this.connection.alive && this.#answer.leavesConnection
  }

  /** Whether there is a whole answer that no client would try again after. */
  get isAnswered(): boolean {
    return this.#answer.state === 'whole' && this.#status < 500 && this.#status !== 429
  }

  bytes(chunk: Buffer): void {
    const kept = chunk.subarray(0, this.#room).toString('base64')
    this.#room = Math.max(0, this.#room - chunk.length)
    this.witness({ side: 'client', what: 'received', request: this.request.index, size: chunk.length, bytes: kept })
    this.#answer.take(chunk)
    if (this.#answer.state === 'whole') this.#end('whole')
    if (this.#answer.state === 'broken') this.#endWhenQuiet()
  }

  left(how: Left): void {
    this.#end(how === 'rst' ? 'reset' : this.#endingBy(how))
  }

  interim({ status, fields }: Head): void {
    this.witness({ side: 'client', what: 'interim', request: this.request.index, status, fields })
  }

  head({ status, reason, fields }: Head): void {
    this.#status = status
    this.witness({ side: 'client', what: 'head', request: this.request.index, status, reason, fields })
  }

  #send(bytes: Buffer): void {
    this.#stage = 'waiting'
    // Noted as of before the write: a machine that is busy may give its turn to the gateway before it comes back to us.
    const at = now()
    const [first = bytes, ...others] = piecesOf(bytes, this.request)
    this.connection.write(first)
    this.witness({ side: 'client', what: 'sent', request: this.request.index, ...keptOf(first) }, at)
    this.connection.tell(this)
    this.#sendLater(others)
  }

  /** What the gateway does not want any more is not sent. */
  #sendLater([next, ...others]: readonly Buffer[]): void {
    if (next === undefined) return
    this.#upload = setTimeout(
      () => {
        if (!this.connection.alive) return
        this.connection.write(next)
        this.witness({ side: 'client', what: 'piece', request: this.request.index, ...keptOf(next) })
        this.#sendLater(others)
        // Node's timers may fire a millisecond early.
      },
      Math.ceil(this.request.pace?.every ?? 0) + 1
    )
  }

  #endingBy(how: 'fin' | 'torn'): Ending {
    if (how === 'fin' && this.#answer.endsWithConnection) return 'whole'
    return this.#answer.state === 'nothing' ? 'closed' : 'cut'
  }

  /** Nobody can say where it ends; if nothing more comes, it was with these bytes. */
  #endWhenQuiet(): void {
    clearTimeout(this.#quiet)
    const at = now()
    this.#quiet = setTimeout(() => this.#end('no-http', at), QUIET)
  }

  #end(ending: Ending, at?: number): void {
    if (this.#stage === 'ended') return
    this.#stage = 'ended'
    clearTimeout(this.#quiet)
    clearTimeout(this.#upload)
    const how = this.#answer.state === 'broken' ? 'no-http' : ending
    const { bodySize } = this.#answer
    const complete = how === 'whole'
    this.witness({ side: 'client', what: 'ended', request: this.request.index, how, complete, bodySize }, at)
    this.#settle()
  }
}

function keptOf(bytes: Buffer): { size: number; bytes: string } {
  return { size: bytes.length, bytes: bytes.subarray(0, KEPT_BYTES).toString('base64') }
}
