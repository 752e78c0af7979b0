import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly errors: string
}

/** Runs the program as a person would, and waits for its end. */
export async function gatecrash(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT): Promise<Ended> {
  const child = start(args, env, cwd)
  const said = listen(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said() }
}

/** Starts the program, in a process group of its own as a shell does. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '', npm_lifecycle_event: '', ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe']
  })
}

/** Collects what a child says; the function gives all of it so far. */
export function listen(child: ChildProcess): () => { out: string; errors: string } {
  let out = ''
  let errors = ''
  child.stdout?.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    errors += text
  })
  return () => ({ out, errors })
}

/** The events of a run with --json. */
export function eventsOf(out: string): { event: string; [field: string]: unknown }[] {
  return out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}
