import { statSync } from 'node:fs'
import { Trouble } from '../core/errors.js'
import { mountsOf } from './host-mounts.js'

/** Throws when a file system of the machine could be written to from a sandbox that is about to start: better none than one with a hole. */
export function refuseWritable(pid: number): void {
  // What was mounted last hides what was there before.
  const visible = new Map(mountsOf(pid).map(({ at, options }) => [at, options]))
  const holes = [...visible].filter(([, options]) => !options.includes('ro')).map(([at]) => at)
  const hole = holes.find(at => !isOurs(at) && canBeReached(pid, at))
  if (hole) throw new Trouble('start-failed', `${hole} could be written to from inside of the sandbox`)
}

function isOurs(at: string): boolean {
  return at === '/' || at.startsWith('/dev/')
}

function canBeReached(pid: number, at: string): boolean {
  try {
    return statSync(`/proc/${pid}/root${at}`) !== undefined
  } catch {
    return false
  }
}
