export type { Counts, LocalUpstream, OnLockWait, RunningUpstream, UpstreamContext } from './context.js'
export { startUpstream } from './upstream.js'
