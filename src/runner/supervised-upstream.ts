import { setTimeout as delay } from 'node:timers/promises'
import { anyOf } from '../core/abort.js'
import type { Witness } from '../core/events.js'
import { restartedMark } from '../core/marks.js'
import type { LifePlan, UpstreamPlan } from '../core/upstream-plan.js'
import type { RunningUpstream } from '../upstream/index.js'
import { fixedPort } from './loopback.js'
import { bootRemoteUpstream, type RemoteUpstream } from './remote-upstream.js'
import type { UpstreamSetting } from './upstream-setting.js'

/** Starts an upstream that has a life of its own: it hears signals, and a supervisor may start it again when it has died. */
export async function startSupervisedUpstream(
  plan: UpstreamPlan,
  life: LifePlan,
  setting: UpstreamSetting
): Promise<RunningUpstream> {
  const port = setting.port || (await fixedPort(setting.host))
  const upstream = new SupervisedUpstream(plan, life, { ...setting, port })
  await upstream.start()
  return upstream
}

class SupervisedUpstream implements RunningUpstream {
  readonly #closing = new AbortController()
  readonly #over: AbortSignal
  #now: RemoteUpstream | undefined
  #lives: Promise<void> = Promise.resolve()
  #trouble: unknown

  constructor(
    private readonly plan: UpstreamPlan,
    private readonly life: LifePlan,
    private readonly setting: UpstreamSetting
  ) {
    this.#over = anyOf(setting.over, this.#closing.signal)
  }

  get host(): string {
    return this.#now?.host ?? this.setting.host
  }

  get port(): number {
    return this.#now?.port ?? 0
  }

  async start(): Promise<void> {
    const first = await this.#live(await bootRemoteUpstream(this.plan, this.setting))
    this.#lives = this.#liveOn(first).catch(error => {
      this.#trouble = error
    })
  }

  async settled(): Promise<void> {
    await this.#now?.settled()
    if (this.#trouble !== undefined) throw this.#trouble
  }

  async signal(signal: NodeJS.Signals): Promise<void> {
    await this.#now?.signal(signal)
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#lives
    await this.#now?.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #live(upstream: RemoteUpstream): Promise<RemoteUpstream> {
    await upstream.start()
    this.#now = upstream
    if (upstream.pid !== undefined)
      this.setting.witness({ side: 'upstream', upstream: this.plan.name, what: 'started', pid: upstream.pid })
    return upstream
  }

  /** What a later life sees. That it listens again is a mark. */
  readonly #again: Witness = (sight, at) => {
    this.setting.witness(sight, at)
    if (sight.what === 'listening') this.setting.marks.set(restartedMark(this.plan.name))
  }

  /**
   * One life after the other, until the run is over. The next process boots while the time until it may listen passes, so that it
   * listens on time on a busy machine, too.
   */
  async #liveOn(first: RemoteUpstream): Promise<void> {
    const { restart } = this.life
    const over = new Promise<'over'>(resolve => this.#over.addEventListener('abort', () => resolve('over')))
    for (let life = first; restart !== undefined; ) {
      if ((await Promise.race([life.gone, over])) === 'over') return
      const due = delay(restart, undefined, { signal: this.#over }).catch(() => {})
      const next = await bootRemoteUpstream(this.plan, { ...this.setting, earlier: life.seen, witness: this.#again })
      await due
      if (this.#over.aborted) return next.close()
      life = await this.#live(next)
    }
  }
}
