export type { Job } from './run.js'
export { playAll } from './session.js'
export { openSurroundings } from './surroundings.js'
