import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { Missing } from '../core/target.js'
import { watchedProcess } from '../surroundings/index.js'

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

/** So many milliseconds a program has to say something and end. */
const PATIENCE = 5000

/** Both outputs of a program that says something and ends; undefined when it cannot be run, or fails. Nothing of it is left. */
export async function outputOf(program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    await using running = await watchedProcess(program, args, { grace: 0 })
    const outputs = [textOf(running.stdout), textOf(running.stderr)]
    const exit = await Promise.race([running.exited, delay(PATIENCE, undefined, { ref: false })])
    return exit?.code === 0 ? outputs.map(text => text()).join('') : undefined
  } catch {
    return undefined
  }
}

function textOf(output: Readable): () => string {
  const pieces: string[] = []
  output.on('data', (piece: string) => pieces.push(piece))
  return () => pieces.join('')
}

/** A target whose program is not on this machine. */
export function missing(program: string, why = `${program} is not installed`): Missing {
  return { here: false, why, install: `sudo tools/install-programs ${program}` }
}
