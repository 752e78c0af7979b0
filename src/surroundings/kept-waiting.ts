import { readFileSync } from 'node:fs'

/**
 * How many milliseconds the machine has kept processes waiting for a processor since they started, as far as it tells (Linux does). The main
 * thread of each counts: that is where its timers fire.
 */
export function keptWaiting(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + waitOf(pid), 0)
}

function waitOf(pid: number): number {
  try {
    const [, nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')
    return Number(nanoseconds) / 1e6
  } catch {
    return 0
  }
}
