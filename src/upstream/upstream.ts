import { setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import { anyOf } from '../core/abort.js'
import { Trouble } from '../core/errors.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import { Activity } from './activity.js'
import { Arrivals, type Shared } from './arrivals.js'
import type { RunningUpstream, UpstreamContext } from './context.js'
import { Conversation } from './conversation.js'
import { Line } from './line.js'
import { LISTEN, type Listening, type Place } from './listen/index.js'
import { notesOf } from './notes.js'
import { leavesUnread, playConnection, type Repertoire } from './player.js'
import { Workers } from './workers.js'

/** Starts an upstream that fails as its plan says. */
export async function startUpstream(plan: UpstreamPlan, context: UpstreamContext): Promise<RunningUpstream> {
  const upstream = new Upstream(plan, context)
  await upstream.listen()
  return upstream
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: Place): unknown {
  if (!['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'].includes(error.code ?? '')) return error
  const code = error.code === 'EADDRINUSE' ? 'port-busy' : 'usage'
  const why = `the upstream cannot listen on port ${port} of ${host}: ${error.message}`
  return new Trouble(code, why, 'Port 0 takes a free one.', { cause: error })
}

class Upstream implements RunningUpstream {
  readonly #plan: UpstreamPlan
  readonly #context: UpstreamContext
  readonly #closing = new AbortController()
  readonly #shared: Shared
  readonly #repertoire: Repertoire
  readonly #readsAhead: boolean
  readonly #lines = new Set<Line>()
  #listening: Listening | undefined
  #connections = 0

  constructor(plan: UpstreamPlan, context: UpstreamContext) {
    this.#plan = plan
    const over = anyOf(context.over, this.#closing.signal)
    // Every connection listens for the end of the run: Node warns of a leak at the eleventh.
    setMaxListeners(0, over)
    this.#context = { ...context, over }
    let requests = 0
    this.#shared = {
      note: notesOf(plan.name, context.witness),
      activity: new Activity(),
      nextRequest: () => requests++
    }
    this.#repertoire = { plan, steps: context.steps, workers: new Workers(plan.workers), speed: context.speed }
    this.#readsAhead = !leavesUnread(plan, context.steps)
  }

  async listen(): Promise<void> {
    const { listen } = this.#plan
    const place = { host: this.host, port: this.#context.port ?? 0 }
    this.#listening = await LISTEN[listen](place, socket => this.#accept(socket)).catch(error => {
      throw cannotListen(error, place)
    })
    this.#shared.note({ what: 'listening', address: `${this.host}:${this.port}`, how: listen })
  }

  get host(): string {
    return this.#context.host
  }

  get port(): number {
    return this.#listening?.port ?? 0
  }

  settled(): Promise<void> {
    return this.#shared.activity.settled()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all([...this.#lines].map(line => line.close()))
    await this.#shared.activity.settled().catch(() => {})
    await this.#listening?.close()
    this.#listening = undefined
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #accept(socket: Socket): void {
    if (this.#closing.signal.aborted) return void socket.destroy()
    const connection = this.#connections++
    const { note, activity } = this.#shared
    const line = new Line(socket, this.#readsAhead, this.#context.over, how =>
      note({ what: 'closed', connection, by: 'gateway', how })
    )
    this.#lines.add(line)
    note({ what: 'accepted', connection })
    const arrivals = new Arrivals(line, connection, this.#shared)
    const conversation = new Conversation(connection, line, arrivals, this.#context, note)
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
