export type { LocalUpstream, OnLockWait, RunningUpstream, Seen, UpstreamContext } from './context.js'
export { startUpstream } from './upstream.js'
