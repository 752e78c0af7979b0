import type { Witness } from '../core/events.js'
import type { LifePlan, UpstreamPlan } from '../core/upstream-plan.js'
import type { RunPlan } from '../scenario/index.js'
import type { RunningUpstream } from '../upstream/index.js'
import { startUpstreamFor } from './start-upstream.js'
import type { UpstreamSetting } from './upstream-setting.js'

/** How a scenario is kept up; port 0 takes a free one. */
export interface ServeOptions {
  readonly host: string
  readonly gatewayPort: number
  readonly upstreamPort: number
  /** A supervisor starts an upstream again that has died. */
  readonly restart: boolean
}

/** Where an upstream listens, and in which process it lives. */
export interface UpstreamPlace {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly pid: number
}

/** Is told what becomes of the processes of upstreams. */
export interface FateWitness {
  /** One has ended: by a signal, or by itself. */
  died(upstream: string, pid: number, how: string): void
  /** A supervisor has started it again. */
  started(upstream: string, pid: number): void
  /** Its application has written a line into its log. */
  wrote(upstream: string, line: string): void
}

/** Each upstream in a process of its own, which a person can look at, and kill. */
export async function startServed(
  { upstreams, speed }: RunPlan,
  { host, upstreamPort, restart }: ServeOptions,
  common: Pick<UpstreamSetting, 'marks' | 'over' | 'query' | 'leave'>,
  audience: FateWitness
) {
  const running: RunningUpstream[] = []
  const places: UpstreamPlace[] = []
  const close = async () => void (await Promise.all(running.map(upstream => upstream.close())))
  try {
    for (const [at, plan] of upstreams.entries()) {
      const fate = new Fate(plan.name, common.over, audience)
      // The port that was chosen is that of the first; of several the others take free ones.
      const setting = { ...common, speed, host, port: at === 0 ? upstreamPort : 0, witness: fate.witness }
      const upstream = await startUpstreamFor(inItsProcess(plan, restart), setting)
      running.push(upstream)
      places.push({ name: plan.name, host: upstream.host, port: upstream.port, pid: fate.pid })
    }
  } catch (error) {
    await close()
    throw error
  }
  return { places, [Symbol.asyncDispose]: close }
}

/** With a life, and with a supervisor when one is asked for: the one of the scenario, or one that is quick. */
function inItsProcess(plan: UpstreamPlan, restart: boolean): UpstreamPlan {
  const life: LifePlan = plan.life ?? { boot: [], on: {} }
  return { ...plan, life: { ...life, restart: life.restart ?? (restart ? 0 : undefined) } }
}

/** What becomes of the process of one upstream, as its facts tell. */
class Fate {
  pid = 0

  constructor(
    private readonly upstream: string,
    private readonly over: AbortSignal,
    private readonly audience: FateWitness
  ) {}

  readonly witness: Witness = sight => {
    // Ctrl-C goes to every process of a terminal.
    if (this.over.aborted) return
    if (sight.what === 'logged') this.audience.wrote(this.upstream, sight.line)
    if (sight.what === 'crashed') this.audience.died(this.upstream, this.pid, sight.signal)
    if (sight.what === 'exited') this.audience.died(this.upstream, this.pid, `exit code ${sight.code}`)
    if (sight.what !== 'started') return
    if (this.pid !== 0) this.audience.started(this.upstream, sight.pid)
    this.pid = sight.pid
  }
}
