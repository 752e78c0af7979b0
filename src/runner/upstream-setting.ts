import type { UpstreamContext } from '../upstream/index.js'

/** What a run gives each of its upstreams. */
export interface UpstreamSetting extends Omit<UpstreamContext, 'steps' | 'deeds' | 'block' | 'crash' | 'exit'> {
  /** The process in whose network it is, when that is not ours. */
  readonly network?: number
}
