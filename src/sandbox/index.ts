export { enterSandbox, type SandboxOptions } from './enter.js'
export type { PrivateRoot, Sandboxed } from './sandbox.js'
