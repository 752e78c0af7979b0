import { pause } from '../core/pause.js'
import type { Life } from '../core/step.js'
import type { Shared } from './arrivals.js'
import type { UpstreamContext } from './context.js'
import { unlessOver } from './script-end.js'

/** Of which request something is told; of none when nothing is said. */
type Where = Partial<Record<'connection' | 'request', number>>

/** What an upstream does in the same way with and without a connection in its hands. */
export abstract class PlayedLife implements Life {
  constructor(
    protected readonly context: UpstreamContext,
    protected readonly shared: Shared
  ) {}

  get over(): AbortSignal {
    return this.context.over
  }

  wait(milliseconds: number): Promise<void> {
    return pause(milliseconds, this.over)
  }

  log(line: string): void {
    this.shared.note({ what: 'logged', ...this.where(), line })
  }

  mark(name: string): void {
    this.shared.marked.add(name)
    this.shared.note({ what: 'mark', name })
    this.context.marks.set(name)
  }

  await(name: string): Promise<void> {
    return this.context.marks.wait(name, this.over)
  }

  exit(code: number): Promise<void> {
    return unlessOver(this.context.exit(code), this.over)
  }

  crash(signal: NodeJS.Signals): Promise<void> {
    return unlessOver(this.context.crash(signal), this.over)
  }

  protected where(): Where {
    return {}
  }
}
