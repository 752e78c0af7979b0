import { now } from '../core/clock.js'
import { Trouble } from '../core/errors.js'
import { goneMark } from '../core/marks.js'
import type { Question } from '../core/queries.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import type { Counts, RunningUpstream } from '../upstream/index.js'
import { UpstreamChild } from './upstream-child.js'
import type { FromUpstream } from './upstream-messages.js'
import type { UpstreamSetting } from './upstream-setting.js'

let lastBoot: Promise<unknown> = Promise.resolve()

/** Starts an upstream in a process of its own, which can be killed with a request in its hands. */
export async function startRemoteUpstream(plan: UpstreamPlan, setting: UpstreamSetting): Promise<RemoteUpstream> {
  const upstream = await bootRemoteUpstream(plan, setting)
  await upstream.start()
  return upstream
}

/**
 * Boots the process of an upstream, which listens as soon as it is told to start. One boots at a time: several booting processes take
 * the cores from those that are in the middle of their script.
 */
export function bootRemoteUpstream(plan: UpstreamPlan, setting: UpstreamSetting): Promise<RemoteUpstream> {
  const boot = lastBoot.then(() => bootNow(plan, setting))
  lastBoot = boot.catch(() => {})
  return boot
}

async function bootNow(plan: UpstreamPlan, setting: UpstreamSetting): Promise<RemoteUpstream> {
  const upstream = new RemoteUpstream(plan, setting)
  await upstream.booted
  return upstream
}

/** How the process of an upstream came to its end, as it said before, or as we had asked for. */
type LastWord = { readonly signal: string; readonly at: number } | { readonly code: number; readonly at: number }

/** An upstream that lives in a process of its own, once. */
export class RemoteUpstream implements RunningUpstream {
  /** Resolves when the process hears what it is told, or has ended before that. */
  readonly booted: Promise<unknown>
  /** Resolves when the process has ended, and that has been told. */
  readonly gone: Promise<void>
  host: string
  port = 0
  /** What it has seen so far, for the life after this one. */
  seen: Counts
  readonly #plan: UpstreamPlan
  readonly #setting: UpstreamSetting
  readonly #child: UpstreamChild
  #lastWord: LastWord | undefined
  #closing = false
  /** It computes without end, and will never say that it has settled. */
  readonly #blocks: Promise<Extract<FromUpstream, { what: 'blocks-for-ever' }>>
  #trouble: unknown

  constructor(plan: UpstreamPlan, setting: UpstreamSetting) {
    this.#plan = plan
    this.#setting = setting
    this.#child = new UpstreamChild(message => this.#hear(message), setting.network)
    this.#blocks = this.#child.hears('blocks-for-ever')
    this.host = setting.host
    this.seen = setting.earlier ?? { connections: 0, requests: 0 }
    this.gone = this.#child.exited.then(() => this.#tellEnd())
    this.booted = Promise.race([this.#child.hears('booted'), this.#child.heardOut])
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Lets it listen. */
  async start(): Promise<void> {
    try {
      await this.#start()
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async settled(): Promise<void> {
    const settled = this.#child.hears('settled')
    this.#child.tell({ what: 'settle' })
    const message = await Promise.race([settled, this.#blocks, this.#child.heardOut])
    if (message?.what === 'blocks-for-ever') return
    if (message?.trouble !== undefined) throw this.#trouble ?? new Error(message.trouble)
    if (message !== undefined) return
    await this.gone
    if (this.#lastWord === undefined && !this.#closing)
      throw new Trouble('start-failed', 'the process of the upstream ended by itself')
  }

  /** Sends it a signal; resolves when it has done what it does on it, or is gone. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    const obeyed = this.#child.hears('obeyed', message => message.signal === signal)
    this.#setting.witness({ side: 'upstream', upstream: this.#plan.name, what: 'signalled', signal })
    if (this.#plan.life?.on[signal] === undefined) this.#lastWord ??= { signal, at: now() }
    this.#child.kill(signal)
    await Promise.race([obeyed, this.gone])
  }

  async close(): Promise<void> {
    this.#closing = true
    this.#child.kill('SIGKILL')
    await this.gone
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #start(): Promise<void> {
    const { host, port = 0, speed, over } = this.#setting
    const answer = Promise.race([this.#child.hears('started'), this.#child.hears('not-started'), this.#child.heardOut])
    this.#child.tell({ what: 'start', plan: this.#plan, host, port, speed, earlier: this.seen })
    const tellOver = () => this.#child.tell({ what: 'over' })
    over.addEventListener('abort', tellOver)
    void this.gone.then(() => over.removeEventListener('abort', tellOver))
    const message = await answer
    if (message?.what === 'started') Object.assign(this, { host: message.host, port: message.port })
    else throw new Trouble('start-failed', message?.why ?? 'the process of the upstream ended before it listened')
  }

  #hear(message: FromUpstream): void {
    const { witness, marks } = this.#setting
    if (message.what === 'fact') witness(this.#counted(message.sight), message.at)
    else if (message.what === 'mark') marks.set(message.name)
    else if (message.what === 'await') void this.#tellMark(message.name)
    else if (message.what === 'query') void this.#answer(message.question, message.asked)
    else if (message.what === 'leave') this.#setting.leave(message.session)
    else if (message.what === 'crash' || message.what === 'exit') this.#lastWord ??= message
  }

  #counted<S extends Extract<FromUpstream, { what: 'fact' }>['sight']>(sight: S): S {
    const { connections, requests } = this.seen
    if (sight.what === 'accepted') this.seen = { connections: connections + 1, requests }
    if (sight.side === 'upstream' && sight.what === 'request') this.seen = { connections, requests: requests + 1 }
    return sight
  }

  async #tellMark(name: string): Promise<void> {
    await this.#setting.marks.wait(name, this.#setting.over)
    this.#child.tell({ what: 'mark', name })
  }

  async #answer(question: number, asked: Question): Promise<void> {
    try {
      const outcome = await this.#setting.query(asked, (wait, forEver) =>
        this.#child.tell({ what: 'query-waits', question, wait, forEver })
      )
      this.#child.tell({ what: 'outcome', question, outcome })
    } catch (error) {
      this.#trouble ??= error
      this.#child.tell({ what: 'no-outcome', question, why: String(error) })
    }
  }

  /** How it ended, once all that it had told before has been heard. */
  async #tellEnd(): Promise<void> {
    await this.#child.heardOut
    const { ending } = this.#child
    const word = this.#lastWord ?? (ending && { ...ending, at: now() })
    if (word === undefined || this.#closing) return
    const { witness } = this.#setting
    const who = { side: 'upstream', upstream: this.#plan.name } as const
    if ('code' in word) witness({ ...who, what: 'exited', code: word.code }, word.at)
    else witness({ ...who, what: 'crashed', signal: word.signal }, word.at)
    this.#setting.marks.set(goneMark(this.#plan.name))
  }
}
