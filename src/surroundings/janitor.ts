import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { JANITOR_SCRIPT } from './janitor-script.js'

/** Something that must vanish with this process, however it ends. */
export type Belonging =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'process'; readonly group: number; readonly signal: NodeJS.Signals }

/** Tells a small process on a pipe what to clear away should this process be killed. It lives as long as there is something to watch. */
class Janitor {
  #process: ChildProcess | undefined
  #watched = 0

  /** From now on the belonging goes when this process goes. */
  watch(belonging: Belonging): void {
    this.#watched += 1
    this.#process ??= startJanitor()
    this.#process.stdin?.write(`${lineOf(belonging)}\n`)
  }

  /** The belonging is gone already. */
  forget(belonging: Belonging): void {
    this.#watched -= 1
    this.#process?.stdin?.write(`done ${lineOf(belonging)}\n`)
    if (this.#watched > 0) return
    this.#process?.stdin?.end()
    this.#process = undefined
  }
}

/** The one janitor of this process. */
export const janitor = new Janitor()

function lineOf(belonging: Belonging): string {
  if (belonging.kind === 'folder') return `folder ${belonging.path}`
  return `process ${belonging.group} ${belonging.signal.replace('SIG', '')}`
}

function startJanitor(): ChildProcess {
  // Detached, in a session of its own: Ctrl-C goes to every process of the terminal's group, and must not reach it.
  const child = spawn('sh', ['-c', JANITOR_SCRIPT], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  // Without a shell, or when somebody killed it, only the help after a SIGKILL is lost.
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.unref()
  // The pipe of a child process is a socket; it alone must not keep this process alive.
  ;(child.stdin as Socket).unref()
  return child
}
