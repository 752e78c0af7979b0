export type { Job } from './job.js'
export { serveUpstream } from './serve-upstream.js'
export { playAll } from './session.js'
export { openSurroundings } from './surroundings.js'
