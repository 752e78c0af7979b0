import { arch, release, platform as system } from 'node:os'
import { good, type Probe } from './probe.js'

/** The operating system. */
export const platform: Probe = {
  name: 'platform',
  weighs: 'extra',
  async look() {
    const found = `${system()} ${arch()}, ${release()}`
    if (system() === 'linux') return good(found)
    const lacks =
      system() === 'darwin'
        ? 'runs side by side share 127.0.0.1, and bytes cannot be left in the kernel unread'
        : 'nobody has tried Gatecrash here'
    return { state: 'poor', found, lacks }
  }
}
