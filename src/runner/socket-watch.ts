import { now } from '../core/clock.js'
import { listeningSockets } from '../surroundings/index.js'
import type { RunningUpstream } from '../upstream/index.js'
import type { Look } from './look.js'

interface SocketLook extends Look {
  readonly unaccepted: number
}

/** Looks at who listens on the port of one upstream. */
export class SocketWatch {
  #last: SocketLook | undefined
  #longest: SocketLook | undefined

  /** The host is named where there is more than one. */
  constructor(
    private readonly upstream: Pick<RunningUpstream, 'host' | 'port'>,
    private readonly host: string | undefined
  ) {}

  /** A connection that is only just being accepted is no queue: what waits must still wait at a second look. */
  async look(): Promise<void> {
    await this.#take()
    if (this.#last === undefined || this.#last.unaccepted === 0) return
    await this.#take()
    if (this.#last.unaccepted > 0 && this.#last.unaccepted >= (this.#longest?.unaccepted ?? 0))
      this.#longest = this.#last
  }

  /** The longest queue, if connections have waited; else the last look of all: whether anybody still listens. */
  get best(): Look | undefined {
    const best = this.#longest ?? this.#last
    if (best === undefined) return undefined
    const { unaccepted: _, ...look } = best
    return look
  }

  async #take(): Promise<void> {
    const { host, port } = this.upstream
    const at = now()
    const sockets = await listeningSockets(host, port)
    if (sockets === undefined) return
    const command = `${this.host === undefined ? '' : `ssh ${this.host} `}ss -ltn 'src ${host}:${port}'`
    this.#last = { at, where: 'upstream', command, ...sockets }
  }
}
