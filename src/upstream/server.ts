import { pause } from '../core/pause.js'
import type { Deed, Server } from '../core/step.js'
import type { Script } from '../core/upstream-plan.js'
import type { Shared } from './arrivals.js'
import type { UpstreamContext } from './context.js'
import { PlayedLife } from './life.js'
import type { Reach } from './reach.js'
import { unlessOver } from './script-end.js'

/** An upstream as a whole, as the deeds before it listens and on a signal see it. */
export class WholeServer extends PlayedLife implements Server {
  /** It takes no request any more but those that are under way. */
  drains = false

  constructor(
    context: UpstreamContext,
    shared: Shared,
    private readonly reach: Reach
  ) {
    super(context, shared)
  }

  async play(script: Script): Promise<void> {
    for (const { kind, value } of script) {
      if (this.over.aborted) return
      await this.#deed(kind).play(this, value as never)
    }
  }

  listen(): Promise<void> {
    return this.reach.open()
  }

  async stopAccepting(): Promise<void> {
    this.reach.stop()
    this.shared.note({ what: 'stopped-accepting' })
  }

  async drain(milliseconds: number): Promise<void> {
    this.drains = true
    await Promise.all([...this.shared.idle].map(line => line.close()))
    const done = this.shared.activity.settled().catch(() => {})
    await (milliseconds === 0 ? unlessOver(done, this.over) : Promise.race([done, pause(milliseconds, this.over)]))
  }

  #deed(kind: string): Deed {
    const deed = this.context.deeds.find(known => known.name === kind)
    if (deed === undefined) throw new Error(`no deed is called ${kind}`)
    return deed
  }
}
