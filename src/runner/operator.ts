import type { Witness } from '../core/events.js'
import type { Finding } from '../core/finding.js'
import type { RunningGateway } from '../core/target.js'
import { type ListeningSockets, listeningSockets, type RunDatabase, type Sessions } from '../surroundings/index.js'
import type { RunningUpstreams } from './upstreams.js'

/** How often somebody looks who has been called out of bed, in real milliseconds. */
const LOOK = 150

/** Looks around on the machines while a run is played, as an operator would, and tells in the end what was worth seeing. */
export class Operator implements AsyncDisposable {
  readonly #sockets = new Map<string, ListeningSockets>()
  #sessions: Sessions = { command: '', output: '', busy: false }
  #looking: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly upstreams: RunningUpstreams,
    private readonly database: Pick<RunDatabase, 'sessions' | 'slowLog'>
  ) {}

  /** Before anybody asks anything: that the upstream listens, or does not. */
  async begin(): Promise<void> {
    await this.#look()
    this.#timer = setInterval(() => this.#lookAgain(), LOOK)
  }

  /** When the client knows: what goes on all the same. */
  async end(): Promise<void> {
    await this[Symbol.asyncDispose]()
    await this.#lookAtSessions()
  }

  /** Looks no more. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }

  /** Everything, once the logs are written. */
  tell(gateway: RunningGateway, witness: Witness): void {
    const sockets = [...this.#sockets].map(([command, { output }]) => ({ where: 'upstream', command, output }) as const)
    const found = [...(gateway.written?.() ?? []), ...sockets, ...this.#inDatabase()]
    for (const finding of found) witness({ side: 'operator', what: 'found', ...finding })
  }

  /** One look at a time, however slow the machine is. */
  #lookAgain(): void {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
  }

  async #look(): Promise<void> {
    for (const { host, port } of this.upstreams.byName.values()) {
      const command = `ss -ltn 'src ${host}:${port}'`
      const sockets = await listeningSockets(host, port)
      const before = this.#sockets.get(command)
      if (sockets === undefined || (before !== undefined && before.unaccepted >= sockets.unaccepted)) continue
      this.#sockets.set(command, sockets)
    }
    await this.#lookAtSessions()
  }

  /** The last look at sessions that were at work is worth more than a later one at idle ones. */
  async #lookAtSessions(): Promise<void> {
    const sessions = await this.database.sessions().catch(() => this.#sessions)
    if (sessions.busy || !this.#sessions.busy) this.#sessions = sessions
  }

  #inDatabase(): Finding[] {
    const { command, output } = this.#sessions
    const slow = { command: 'tail /var/log/postgresql/postgresql.log', output: this.database.slowLog() }
    return [{ command, output }, slow].flatMap(each => (each.output === '' ? [] : [{ where: 'database', ...each }]))
  }
}
