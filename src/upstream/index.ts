export type { RunningUpstream, UpstreamContext } from './context.js'
export { startUpstream } from './upstream.js'
