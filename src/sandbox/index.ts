export { type Clock, clockEnvironment, findClock, GET_CLOCK } from './clock.js'
export { enterSandbox, type SandboxOptions } from './enter.js'
export type { PrivateRoot, Sandboxed } from './sandbox.js'
export { type NoSandbox, whyNoSandbox } from './why-no-sandbox.js'
