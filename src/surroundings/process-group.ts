import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { now } from '../core/clock.js'

/** Ends all processes of a group: with the signal, and after the grace with SIGKILL. True when they are gone; what the kernel itself holds back survives even SIGKILL for a while. */
export async function endGroup(
  group: number,
  signal: NodeJS.Signals,
  grace: number,
  leaderExited: Promise<unknown>
): Promise<boolean> {
  send(group, signal)
  if (await goneWithin(group, grace, leaderExited)) return true
  send(group, 'SIGKILL')
  return goneWithin(group, 2000, leaderExited)
}

/** The leader's end is an event; of its children there is none, so they are looked for until nobody is there. */
async function goneWithin(group: number, grace: number, leaderExited: Promise<unknown>): Promise<boolean> {
  const limit = now() + grace
  const patience = new AbortController()
  await Promise.race([leaderExited, pause(grace, undefined, { signal: patience.signal }).catch(() => {})])
  patience.abort()
  while (await lives(group)) {
    if (now() >= limit) return false
    await pause(2)
  }
  return true
}

async function lives(group: number): Promise<boolean> {
  return send(group, 0) && (process.platform !== 'linux' || (await hasLivingMember(group)))
}

/** Whether there was anybody in the group to get the signal. */
function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}

/** A dead process that its new parent has not yet taken notice of still gets signals; only /proc tells it from a living one. */
async function hasLivingMember(group: number): Promise<boolean> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')))
  return stats.some(stat => {
    const [state, , itsGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(itsGroup) === group && state !== 'Z'
  })
}
