import type { Socket } from 'node:net'
import { Trouble } from '../core/errors.js'
import type { Listen, UpstreamPlan } from '../core/upstream-plan.js'
import type { UpstreamContext } from './context.js'
import { LISTEN, type Listening, type Place } from './listen/index.js'
import type { TakeNote } from './notes.js'

/** How an upstream can be reached: one way after the other, all on one port. */
export class Reach {
  #listening: Listening | undefined
  /** Those before it. Connections that they have taken may still stand. */
  readonly #earlier: Listening[] = []
  #turning: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(
    private readonly plan: UpstreamPlan,
    private readonly context: UpstreamContext,
    private readonly note: TakeNote,
    private readonly accept: (socket: Socket) => void
  ) {}

  get host(): string {
    return this.#listening?.host ?? this.context.host
  }

  get port(): number {
    return this.#listening?.port ?? this.context.port ?? 0
  }

  /** Listens in the first way of its plan, unless it does already or was told to stop. */
  async open(): Promise<void> {
    if (this.#listening === undefined && !this.#stopped) await this.#listen(this.plan.listen)
  }

  /** Listens in the other ways, each as soon as its mark is set. */
  takeTurns(): Promise<void> {
    this.#turning = this.#turn()
    return this.#turning
  }

  /** Takes no more connections. */
  stop(): void {
    this.#stopped = true
    this.#listening?.stop()
  }

  /** The run must be over, so that no turn waits for its mark. */
  async close(): Promise<void> {
    this.#stopped = true
    await this.#turning.catch(() => {})
    await Promise.all([...this.#earlier, this.#listening].map(each => each?.close()))
    this.#listening = undefined
  }

  async #turn(): Promise<void> {
    const { marks, over } = this.context
    for (const { after, listen } of this.plan.turns ?? []) {
      await marks.wait(after, over)
      if (over.aborted || this.#stopped) return
      await this.#release()
      await this.#listen(listen)
    }
  }

  /** Leaves the port to the next way of listening. */
  async #release(): Promise<void> {
    if (this.#listening === undefined) return
    this.#earlier.push(this.#listening)
    await this.#listening.release()
  }

  async #listen(how: Listen): Promise<void> {
    const place = { host: this.context.host, port: this.port, backlog: this.plan.backlog }
    this.#listening = await LISTEN[how](place, this.accept).catch(error => {
      throw cannotListen(error, place)
    })
    this.note({ what: 'listening', address: `${this.host}:${this.port}`, how })
  }
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: Place): unknown {
  if (!['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'].includes(error.code ?? '')) return error
  const code = error.code === 'EADDRINUSE' ? 'port-busy' : 'usage'
  const why = `the upstream cannot listen on port ${port} of ${host}: ${error.message}`
  return new Trouble(code, why, 'Port 0 takes a free one.', { cause: error })
}
