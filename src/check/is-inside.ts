import { readFileSync } from 'node:fs'

/** What the first process of a sandbox is called by whoever makes it. */
const FIRST = '\0gatecrash\0'

/** Whether this process is in a sandbox, so that all other processes and files there are ours to end and to remove. */
export function isInside(): boolean {
  return process.ppid === 1 && readFileSync('/proc/1/cmdline', 'latin1').includes(FIRST)
}
