import { firstLineOf } from './output.js'
import { good, type Probe } from './probe.js'

/** A run with a hundred connections has three sockets for each, and others run beside it. */
const ENOUGH = 1024

/** How many files and sockets a process may have open. */
export const openFiles: Probe = {
  name: 'open files',
  weighs: 'extra',
  async look() {
    const limit = (await firstLineOf('sh', ['-c', 'ulimit -n'])) ?? 'nobody knows how many'
    if (limit === 'unlimited' || Number(limit) >= ENOUGH) return good(limit)
    const lacks = 'many runs side by side, and requests by the hundred'
    return { state: 'poor', found: limit, lacks, todo: `ulimit -n ${ENOUGH}` }
  }
}
