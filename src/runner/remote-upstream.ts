import { type ChildProcess, fork } from 'node:child_process'
import { Trouble } from '../core/errors.js'
import type { QueryName } from '../core/queries.js'
import type { UpstreamPlan } from '../core/upstream-plan.js'
import type { RunningUpstream } from '../upstream/index.js'
import type { FromUpstream, ToUpstream } from './upstream-messages.js'
import type { UpstreamSetting } from './upstream-setting.js'

let lastStart: Promise<unknown> = Promise.resolve()

/**
 * Starts an upstream in a process of its own, which can be killed with a request in its hands. One starts at a time: several starting
 * processes take the cores from those that are in the middle of their script.
 */
export function startRemoteUpstream(plan: UpstreamPlan, setting: UpstreamSetting): Promise<RunningUpstream> {
  const start = lastStart.then(() => startNow(plan, setting))
  lastStart = start.catch(() => {})
  return start
}

async function startNow(plan: UpstreamPlan, setting: UpstreamSetting): Promise<RunningUpstream> {
  const upstream = new RemoteUpstream(plan, setting)
  try {
    await upstream.started
    return upstream
  } catch (error) {
    await upstream.close()
    throw error
  }
}

class RemoteUpstream implements RunningUpstream {
  readonly started: Promise<void>
  port = 0
  readonly #plan: UpstreamPlan
  readonly #setting: UpstreamSetting
  readonly #process: ChildProcess
  readonly #exited: Promise<undefined>
  /** It has exited, and all that it had told before has been heard. */
  readonly #heardOut: Promise<undefined>
  #crash: Promise<void> | undefined
  #closing = false
  #trouble: unknown

  constructor(plan: UpstreamPlan, setting: UpstreamSetting) {
    this.#plan = plan
    this.#setting = setting
    this.#process = fork(new URL('./upstream-process.js', import.meta.url), [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc']
    })
    this.#exited = endOf(this.#process)
    this.#heardOut = this.#exited.then(() => endOfWords(this.#process))
    this.#process.on('message', (message: FromUpstream) => this.#hear(message))
    this.#process.on('error', () => {})
    this.started = this.#start()
  }

  get host(): string {
    return this.#setting.host
  }

  async settled(): Promise<void> {
    const settled = this.#hears('settled')
    this.#tell({ what: 'settle' })
    const message = await Promise.race([settled, this.#heardOut])
    await this.#crash
    if (message?.trouble !== undefined) throw this.#trouble ?? new Error(message.trouble)
    if (message === undefined && this.#crash === undefined && !this.#closing)
      throw new Trouble('start-failed', 'the process of the upstream ended by itself')
  }

  async close(): Promise<void> {
    this.#closing = true
    this.#process.kill('SIGKILL')
    await this.#exited
    await this.#crash
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #start(): Promise<void> {
    const { host, port = 0, speed, over } = this.#setting
    const answer = Promise.race([this.#hears('started'), this.#hears('not-started'), this.#heardOut])
    this.#tell({ what: 'start', plan: this.#plan, host, port, speed })
    over.addEventListener('abort', () => this.#tell({ what: 'over' }))
    const message = await answer
    if (message?.what === 'started') this.port = message.port
    else throw new Trouble('start-failed', message?.why ?? 'the process of the upstream ended before it listened')
  }

  #hear(message: FromUpstream): void {
    const { witness, marks } = this.#setting
    if (message.what === 'fact') witness(message.sight, message.at)
    else if (message.what === 'mark') marks.set(message.name)
    else if (message.what === 'await') void this.#tellMark(message.name)
    else if (message.what === 'query') void this.#answer(message.question, message.name)
    else if (message.what === 'crash') this.#crash ??= this.#crashed(message.signal, message.at)
  }

  async #tellMark(name: string): Promise<void> {
    await this.#setting.marks.wait(name, this.#setting.over)
    this.#tell({ what: 'mark', name })
  }

  async #answer(question: number, name: QueryName): Promise<void> {
    try {
      this.#tell({ what: 'outcome', question, outcome: await this.#setting.query(name) })
    } catch (error) {
      this.#trouble ??= error
      this.#tell({ what: 'no-outcome', question, why: String(error) })
    }
  }

  async #crashed(signal: NodeJS.Signals, at: number): Promise<void> {
    await this.#exited
    this.#setting.witness({ side: 'upstream', upstream: this.#plan.name, what: 'crashed', signal }, at)
  }

  #hears<W extends FromUpstream['what']>(what: W): Promise<Extract<FromUpstream, { what: W }>> {
    return new Promise(resolve => {
      const listener = (message: FromUpstream) => {
        if (message.what !== what) return
        this.#process.off('message', listener)
        resolve(message as Extract<FromUpstream, { what: W }>)
      }
      this.#process.on('message', listener)
    })
  }

  #tell(message: ToUpstream): void {
    // What is told to a process that is just dying is lost, and that is all.
    if (this.#process.connected) this.#process.send(message, () => {})
  }
}

function endOf(child: ChildProcess): Promise<undefined> {
  return new Promise(resolve => {
    if (child.pid === undefined) resolve(undefined)
    child.once('exit', () => resolve(undefined))
  })
}

function endOfWords(child: ChildProcess): Promise<undefined> {
  return new Promise(resolve => {
    if (!child.connected) resolve(undefined)
    child.once('disconnect', () => resolve(undefined))
  })
}
