import { readdirSync } from 'node:fs'
import { isInside } from './is-inside.js'

const spared = new Set<number>([1, process.pid])

/** This process outlives the gateways of all cells. */
export function spare(pid: number): void {
  spared.add(pid)
}

/** Inside the sandbox everything else belongs to the gateway: one that went into the background, and its workers. */
export function endLeftovers(): void {
  // Elsewhere the processes of a machine are not ours to end.
  if (!isInside()) return
  for (let left = others(); left.length > 0; left = others().filter(pid => !left.includes(pid))) left.forEach(end)
}

function others(): number[] {
  const pids = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
  return pids.filter(pid => !spared.has(pid))
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just gone by itself.
  }
}
