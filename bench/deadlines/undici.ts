import { Agent, type Dispatcher } from 'undici'
import { inTurn, type Trial } from './trial.js'

/** What undici calls our limits; it has none for the whole answer. */
const OPTIONS = { connect: 'connect', read: 'headersTimeout', head: 'headersTimeout' } as const

/** The same with undici's own timers; undefined where it has none. */
export async function lateOnes(trial: Trial): Promise<number[] | undefined> {
  const { limit, ms, port, target, requests } = trial
  if (limit === 'total') return undefined
  const agent = new Agent({
    connections: requests,
    connect: { timeout: limit === 'connect' ? ms : 60_000 },
    headersTimeout: OPTIONS[limit] === 'headersTimeout' ? ms : 60_000
  })
  const one = (): Promise<number> =>
    new Promise(resolve => agent.dispatch(order(port, target), new Stopwatch(ms, resolve)))
  const all = await inTurn(trial, one)
  await agent.destroy()
  return all
}

function order(port: number, path: string): Dispatcher.DispatchOptions {
  return { origin: `http://127.0.0.1:${port}`, path, method: 'GET' }
}

/** Runs from the call, or from the moment in which the request is written once there is a connection. */
class Stopwatch implements Dispatcher.DispatchHandler {
  readonly #ms: number
  readonly #tell: (late: number) => void
  #began = performance.now()

  constructor(ms: number, tell: (late: number) => void) {
    this.#ms = ms
    this.#tell = tell
  }

  onRequestStart(): void {
    this.#began = performance.now()
  }

  onResponseStart(): void {}
  onResponseData(): void {}
  onResponseEnd(): void {}

  onResponseError(): void {
    this.#tell(performance.now() - this.#began - this.#ms)
  }
}
