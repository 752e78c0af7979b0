export type { Database, RunDatabase } from './database/index.js'
export { keptWaiting } from './kept-waiting.js'
export { type TemporaryFolder, temporaryFolder } from './temporary-folder.js'
export { type Exit, type ProcessOptions, type WatchedProcess, watchedProcess } from './watched-process.js'
