import { whyNoSandbox } from '../../sandbox/index.js'
import { good, type Probe } from './probe.js'

/** Whether `check` can have a network, a file system and processes of its own: one is entered. */
export const sandbox: Probe = {
  name: 'sandbox',
  weighs: 'extra',
  async look() {
    const obstacle = await whyNoSandbox()
    if (obstacle === undefined) return good('a network, a file system and processes of its own were entered')
    const { why, next } = obstacle
    return { state: 'absent', found: why, lacks: 'gatecrash check, and diff', todo: next }
  }
}
