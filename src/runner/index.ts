export type { Job } from './run.js'
export { serveUpstream } from './serve-upstream.js'
export { playAll } from './session.js'
export { openSurroundings } from './surroundings.js'
