import type { Witness } from '../core/events.js'
import type { RunningGateway } from '../core/target.js'
import type { RunDatabase } from '../surroundings/index.js'
import { tellLook } from './look.js'
import { type Repeated, repeatedly } from './repeatedly.js'
import { SessionWatch } from './session-watch.js'
import { SocketWatch } from './socket-watch.js'
import type { RunningUpstreams } from './upstreams.js'

/** How often somebody looks who has been called out of bed, in real milliseconds. */
const LOOK = 150
/** Sessions are held for a moment only, and asking for them costs next to nothing. */
const GLANCE = 50

/** Looks around on the machines while a run is played, as an operator would, and tells in the end what was worth seeing. */
export class Operator implements AsyncDisposable {
  readonly #sockets: readonly SocketWatch[]
  readonly #sessions: SessionWatch
  #looks: readonly Repeated[] = []

  constructor(
    { byName }: RunningUpstreams,
    private readonly database: Pick<RunDatabase, 'sessions' | 'slowLog'>
  ) {
    this.#sockets = [...byName].map(([name, upstream]) => new SocketWatch(upstream, byName.size > 1 ? name : undefined))
    this.#sessions = new SessionWatch(database)
  }

  /** Before anybody asks anything: that the upstream listens, or does not. */
  async begin(): Promise<void> {
    await this.#lookAround()
    this.#looks = [repeatedly(() => this.#lookAtSockets(), LOOK), repeatedly(() => this.#sessions.look(), GLANCE)]
  }

  /** When the client knows: what is left, and what goes on all the same. */
  async end(): Promise<void> {
    await this[Symbol.asyncDispose]()
    await this.#lookAround()
  }

  /** Looks no more. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#looks.map(look => look.stop()))
  }

  /** Everything, once the logs are written. */
  tell(gateway: RunningGateway, witness: Witness): void {
    for (const finding of gateway.written?.() ?? []) witness({ side: 'operator', what: 'found', ...finding })
    for (const { best } of [...this.#sockets, this.#sessions]) if (best !== undefined) tellLook(best, witness)
    const output = this.database.slowLog()
    const command = 'tail /var/log/postgresql/postgresql.log'
    if (output !== '') witness({ side: 'operator', what: 'found', where: 'database', command, output })
  }

  /** The sessions first: they are gone before the sockets are. */
  async #lookAround(): Promise<void> {
    await this.#sessions.look()
    await this.#lookAtSockets()
  }

  async #lookAtSockets(): Promise<void> {
    for (const sockets of this.#sockets) await sockets.look()
  }
}
