import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** What the browser says by itself. */
export interface Said {
  readonly method: string
  readonly params: { readonly [name: string]: unknown }
}

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** A real Chromium without a window, and one page in it; told what to do over a pipe. */
export class Chromium implements AsyncDisposable {
  /** All that it has said so far: console, errors, requests. */
  readonly said: Said[] = []
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  #session: string | undefined
  #last = 0

  private constructor(
    readonly process: ChildProcess,
    readonly folder: string
  ) {}

  /** Starts it with a profile of its own that vanishes with it. */
  static async start(): Promise<Chromium> {
    const folder = mkdtempSync(join(tmpdir(), 'gatecrash-chromium-'))
    const flags = ['--headless=new', '--remote-debugging-pipe', '--no-first-run', '--disable-gpu', '--hide-scrollbars']
    const calm = [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage'
    ]
    // Chromium refuses its sandbox to root, as which containers run.
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const started = spawn('chromium', [...flags, ...calm, ...root, `--user-data-dir=${folder}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']
    })
    const browser = new Chromium(started, folder)
    browser.#listen()
    await browser.#attach()
    return browser
  }

  /** Sends a command of the DevTools protocol to the page. */
  send<T = unknown>(method: string, params: object = {}): Promise<T> {
    const id = ++this.#last
    const message = { id, method, params, ...(this.#session === undefined ? {} : { sessionId: this.#session }) }
    ;(this.process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: result => resolve(result as T), reject })
    })
  }

  /** Runs an expression in the page, and waits for its value. */
  async value<T>(expression: string): Promise<T> {
    const asked = { expression, returnByValue: true, awaitPromise: true, userGesture: true }
    const { result, exceptionDetails } = await this.send<{
      result: { value: T }
      exceptionDetails?: { exception?: { description?: string } }
    }>('Runtime.evaluate', asked)
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? expression)
    return result.value
  }

  /** Opens an address, and waits until the page is there. */
  async open(address: string): Promise<void> {
    await this.send('Page.navigate', { url: 'about:blank' })
    await this.send('Page.navigate', { url: address })
    await this.value(
      `document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true)))`
    )
  }

  /** Makes the window so large. */
  async resize(width: number, height: number): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 500 })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#session = undefined
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'close')
      await Promise.race([ended, this.send('Browser.close')])
      await ended
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10 })
  }

  async #attach(): Promise<void> {
    const { targetInfos } = await this.send<{ targetInfos: { type: string; targetId: string }[] }>('Target.getTargets')
    const page = targetInfos.find(({ type }) => type === 'page')
    const asked = { targetId: page?.targetId, flatten: true }
    this.#session = (await this.send<{ sessionId: string }>('Target.attachToTarget', asked)).sessionId
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await this.send(`${domain}.enable`)
  }

  #listen(): void {
    let rest = ''
    const from = this.process.stdio[4] as Readable
    from.setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop() ?? ''
      for (const message of messages) this.#take(JSON.parse(message))
    })
  }

  #take(message: Reply & Said): void {
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id)
    if (waiting === undefined) this.said.push(message)
    else if (message.error !== undefined) waiting.reject(new Error(message.error.message))
    else waiting.resolve(message.result)
  }
}
