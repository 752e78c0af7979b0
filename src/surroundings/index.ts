export type { Database, RunDatabase, Sessions } from './database/index.js'
export { keptWaiting } from './kept-waiting.js'
export { leftBehind } from './left-behind.js'
export { type ListeningSockets, listeningSockets } from './listening-sockets.js'
export { type TemporaryFolder, temporaryFolder } from './temporary-folder.js'
export { findUnprivileged } from './unprivileged.js'
export {
  type Exit,
  type ProcessOptions,
  type TalkingProcess,
  talkingProcess,
  type WatchedProcess,
  watchedProcess
} from './watched-process.js'
export { writeWhole } from './whole-file.js'
