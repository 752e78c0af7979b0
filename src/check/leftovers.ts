import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { now } from '../core/clock.js'
import { isInside } from './is-inside.js'

const spared = new Set<number>([1, process.pid])

/** This process outlives the gateways of all cells. */
export function spare(pid: number): void {
  spared.add(pid)
}

/**
 * Inside the sandbox everything else belongs to the gateway: one that went into the background, and its workers. Resolves when they are gone, and
 * their ports with them: the next gateway must not be taken for one that is just dying.
 */
export async function endLeftovers(): Promise<void> {
  // Elsewhere the processes of a machine are not ours to end.
  if (!isInside()) return
  const until = now() + PATIENCE
  for (let left = alive(); left.length > 0 && now() < until; left = alive()) {
    left.forEach(end)
    await delay(1)
  }
}

/** So long the kernel may take to clear away what was killed. */
const PATIENCE = 5000

function alive(): number[] {
  const pids = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
  return pids.filter(pid => !spared.has(pid) && !isGone(pid))
}

/** Nobody has asked yet how it ended, but it holds nothing any more: its other threads may take longer than the first. */
function isGone(pid: number): boolean {
  return threadsOf(pid).every(thread => {
    try {
      return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/task/${thread}/status`, 'latin1'))
    } catch {
      return true
    }
  })
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just gone by itself.
  }
}
