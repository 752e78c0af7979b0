import { availableParallelism, loadavg } from 'node:os'
import { good, type Probe } from './probe.js'

/** Whether the machine has a processor left: who measures time needs one. */
export const processors: Probe = {
  name: 'processors',
  weighs: 'extra',
  async look() {
    const count = availableParallelism()
    const [load = 0] = loadavg()
    const found = `${count}, load ${load.toFixed(1)}`
    if (load <= count) return good(found)
    const lacks = 'others are at work: limits may be seen late, which is told as broken, not as failed'
    return { state: 'poor', found, lacks, todo: 'wait until it is quieter, or run with --parallel 1' }
  }
}
