import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Missing } from '../core/target.js'

/** Where system services live; an ordinary user's PATH seldom has it. */
const SERVICE_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin']

/** The path of a program that can be run: looked for on PATH and among the system's services. */
export async function findProgram(name: string): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  for (const folder of [...folders, ...SERVICE_FOLDERS]) {
    const path = join(folder, name)
    if (await canRun(path)) return path
  }
  return undefined
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  )
}

/** Both outputs of a program that says something and ends; undefined when it cannot be run, or fails. */
export async function outputOf(program: string, args: readonly string[]): Promise<string | undefined> {
  return promisify(execFile)(program, args, { timeout: 5000 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    () => undefined
  )
}

/** A target whose program is not on this machine. */
export function missing(program: string, why = `${program} is not installed`): Missing {
  return { here: false, why, install: `sudo tools/install-programs ${program}` }
}
