import type { UpstreamContext } from '../upstream/index.js'

/** What a run gives each of its upstreams. */
export type UpstreamSetting = Omit<UpstreamContext, 'steps' | 'deeds' | 'block' | 'crash' | 'exit'>
