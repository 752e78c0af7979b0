import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
import type { FromUpstream, ToUpstream } from './upstream-messages.js'

/** The process in which an upstream lives, and the words that go to and fro. */
export class UpstreamChild {
  readonly exited: Promise<undefined>
  /** It has exited, and all that it had told before has been heard. */
  readonly heardOut: Promise<undefined>
  readonly #process: ChildProcess

  constructor(hear: (message: FromUpstream) => void, network?: number) {
    this.#process = fork(new URL('./upstream-process.js', import.meta.url), [], {
      ...programIn(network),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc']
    })
    this.exited = endOf(this.#process)
    this.heardOut = this.exited.then(() => endOfWords(this.#process))
    this.#process.on('message', hear)
    this.#process.on('error', () => {})
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** How it ended; undefined while it lives. */
  get ending(): { readonly signal: string } | { readonly code: number } | undefined {
    const { signalCode, exitCode } = this.#process
    if (signalCode !== null) return { signal: signalCode }
    return exitCode === null ? undefined : { code: exitCode }
  }

  tell(message: ToUpstream): void {
    // What is told to a process that is just dying is lost, and that is all.
    if (this.#process.connected) this.#process.send(message, () => {})
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  /** The next message of this kind that fits. */
  hears<W extends FromUpstream['what']>(
    what: W,
    fits: (message: Extract<FromUpstream, { what: W }>) => boolean = () => true
  ): Promise<Extract<FromUpstream, { what: W }>> {
    return new Promise(resolve => {
      const listener = (message: FromUpstream) => {
        if (message.what !== what || !fits(message as Extract<FromUpstream, { what: W }>)) return
        this.#process.off('message', listener)
        resolve(message as Extract<FromUpstream, { what: W }>)
      }
      this.#process.on('message', listener)
    })
  }
}

/** Node itself, or nsenter, which enters the network of another process and becomes Node. */
function programIn(network: number | undefined): Pick<ForkOptions, 'execPath' | 'execArgv'> {
  if (network === undefined) return { execArgv: [] }
  return { execPath: 'nsenter', execArgv: [...entering(network), process.execPath] }
}

/** What lets a program into the network of another process. */
export function entering(network: number): string[] {
  return ['--target', `${network}`, '--net']
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
