import { setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { anyOf } from '../core/abort.js'
import type { Script, UpstreamPlan } from '../core/upstream-plan.js'
import { Activity } from './activity.js'
import { Arrivals, type Shared } from './arrivals.js'
import type { LocalUpstream, UpstreamContext } from './context.js'
import { Conversation } from './conversation.js'
import { Line } from './line.js'
import { notesOf } from './notes.js'
import { leavesUnread, playConnection, type Repertoire } from './player.js'
import { Reach } from './reach.js'
import { Reception } from './reception.js'
import { ScriptEnd } from './script-end.js'
import { WholeServer } from './server.js'
import { HAS_TABLE, prepareLooking } from './socket-table.js'
import { Workers } from './workers.js'

/** Starts an upstream that fails as its plan says. One that has something to do before is up at once, and listens later. */
export async function startUpstream(plan: UpstreamPlan, context: UpstreamContext): Promise<LocalUpstream> {
  const upstream = new Upstream(plan, context)
  await upstream.start()
  return upstream
}

class Upstream implements LocalUpstream {
  readonly #plan: UpstreamPlan
  readonly #context: UpstreamContext
  readonly #closing = new AbortController()
  readonly #shared: Shared
  readonly #reach: Reach
  readonly #server: WholeServer
  readonly #repertoire: Repertoire
  readonly #readsAhead: boolean
  readonly #lines = new Set<Line>()
  #connections: number

  constructor(plan: UpstreamPlan, context: UpstreamContext) {
    this.#plan = plan
    const over = anyOf(context.over, this.#closing.signal)
    // Every connection listens for the end of the run: Node warns of a leak at the eleventh.
    setMaxListeners(0, over)
    this.#context = { ...context, over }
    this.#connections = context.earlier?.connections ?? 0
    let requests = context.earlier?.requests ?? 0
    this.#shared = {
      note: notesOf(plan.name, context.witness),
      activity: new Activity(),
      idle: new Set(),
      keys: new Set(),
      marked: new Set(),
      nextRequest: () => requests++
    }
    this.#reach = new Reach(plan, this.#context, this.#shared.note, socket => this.#accept(socket))
    this.#server = new WholeServer(this.#context, this.#shared, this.#reach)
    const goesOn = () => !this.#server.drains
    const workers = new Workers(plan.workers, this.#shared.activity)
    this.#repertoire = { plan, steps: context.steps, workers, speed: context.speed, goesOn }
    this.#readsAhead = !leavesUnread(plan, context.steps)
  }

  async start(): Promise<void> {
    const boot = this.#plan.life?.boot ?? []
    if (!this.#readsAhead && HAS_TABLE) prepareLooking()
    if (boot.length === 0) await this.#reach.open()
    const { activity } = this.#shared
    void activity.work(async () => {
      // Whoever starts it knows it first: its process may leave in the middle of its start.
      if (boot.length > 0) await activity.rest(nextTurn().then(() => this.obey(boot)))
      if (boot.length > 0 && !this.#context.over.aborted) await this.#reach.open()
      await activity.rest(this.#reach.takeTurns())
    })
  }

  get host(): string {
    return this.#reach.host
  }

  get port(): number {
    return this.#reach.port
  }

  settled(): Promise<void> {
    return this.#shared.activity.settled()
  }

  /** The end of the run in the middle of it is no trouble. */
  async obey(deeds: Script): Promise<void> {
    await this.#server.play(deeds).catch(error => {
      if (!(error instanceof ScriptEnd)) throw error
    })
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all([...this.#lines].map(line => line.close()))
    await this.#shared.activity.settled().catch(() => {})
    await this.#reach.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #accept(socket: Socket): void {
    if (this.#closing.signal.aborted) return void socket.destroy()
    const connection = this.#connections++
    const { note, activity } = this.#shared
    const line = new Line(socket, this.#readsAhead, new Reception(connection, note), this.#context.over, how =>
      note({ what: 'closed', connection, by: 'gateway', how })
    )
    this.#lines.add(line)
    note({ what: 'accepted', connection })
    const arrivals = new Arrivals(line, connection, this.#shared)
    const conversation = new Conversation(connection, line, arrivals, this.#context, this.#shared)
    const play = async () => {
      try {
        await playConnection(conversation, this.#repertoire)
      } finally {
        await line.close()
        this.#lines.delete(line)
      }
    }
    void activity.work(play)
  }
}
