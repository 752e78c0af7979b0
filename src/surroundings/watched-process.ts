import { type ChildProcess, type ChildProcessByStdio, type StdioPipe, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Duplex, Readable, Writable } from 'node:stream'
import { Trouble } from '../core/errors.js'
import { type Belonging, janitor } from './janitor.js'
import { endGroup } from './process-group.js'

/** How a process is started, and how it is asked to stop. */
export interface ProcessOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** The user whose rights it gets, by number; only root can give them. */
  readonly user?: number
  /** The signal that asks it to stop; SIGTERM when left out. */
  readonly stopSignal?: NodeJS.Signals
  /** How many milliseconds it has for that before it is killed; 2000 when left out. */
  readonly grace?: number
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A child process in a group of its own that never outlives this process, however that ends. */
export interface WatchedProcess extends AsyncDisposable {
  readonly pid: number
  readonly stdout: Readable
  readonly stderr: Readable
  readonly exited: Promise<Exit>
  /** The last 64 KiB of what it wrote to both of its outputs, for messages. */
  said(): string
  /** Ends it with all processes of its group; resolves when they are gone. */
  stop(signal?: NodeJS.Signals, grace?: number): Promise<void>
}

/** A child process that somebody talks with: what it writes to its standard output is theirs alone to read, and waits for them. */
export interface TalkingProcess extends WatchedProcess {
  readonly stdin: Writable
  /** Its descriptor 3, for words between it and us: open in both directions. */
  readonly line: Duplex
  /** The last 64 KiB of its error output, for messages. */
  said(): string
}

/** Starts a program. What it says is kept, and it is stopped when disposed of. */
export async function watchedProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {}
): Promise<WatchedProcess> {
  const child = spawn(command, args, { ...spawnOptions(options), stdio: ['ignore', 'pipe', 'pipe'] })
  return watched(command, child, () => [child.stdout, child.stderr], options)
}

/** Starts a program to talk with. What it says on its error output is kept, and it is stopped when disposed of. */
export async function talkingProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {}
): Promise<TalkingProcess> {
  const stdio = ['pipe', 'pipe', 'pipe', 'pipe'] satisfies StdioPipe[]
  const child = spawn(command, args, { ...spawnOptions(options), stdio }) as TalkingChild
  const watching = await watched(command, child, () => [child.stderr], options)
  const { stdin } = child
  // The pipe of a child process is a socket, and so goes both ways.
  const line = child.stdio[3] as Duplex
  // It may end without having read everything; `exited` tells that.
  for (const stream of [stdin, line]) stream.on('error', () => {})
  return Object.assign(watching, { stdin, line })
}

type TalkingChild = ChildProcessByStdio<Writable, Readable, Readable>
type Child = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable }

function spawnOptions({ cwd, env, user }: ProcessOptions) {
  return { cwd, env, uid: user, gid: user, detached: true }
}

async function watched(
  command: string,
  child: Child,
  heard: () => readonly Readable[],
  { stopSignal = 'SIGTERM', grace = 2000 }: ProcessOptions
): Promise<WatchedProcess> {
  if (child.pid === undefined) throw await cannotStart(command, child)
  const belonging: Belonging = { kind: 'process', group: child.pid, signal: stopSignal }
  janitor.watch(belonging)
  const group = child.pid
  const exited = endOf(child)
  const said = collect(heard())
  let stopped: Promise<void> | undefined
  const stop = (signal = stopSignal, patience = grace) => {
    stopped ??= endGroup(group, signal, patience, exited).then(gone => {
      // What still lives stays with the janitor.
      if (gone) janitor.forget(belonging)
    })
    return stopped
  }
  const { stdout, stderr } = child
  return { pid: group, stdout, stderr, exited, said, stop, [Symbol.asyncDispose]: () => stop() }
}

async function cannotStart(command: string, child: ChildProcess): Promise<Trouble> {
  const [error] = (await once(child, 'error')) as [NodeJS.ErrnoException]
  // With a folder in PATH that we may not look into, a program that is nowhere is told as forbidden.
  const nowhere = error.code === 'ENOENT' || (error.code === 'EACCES' && !command.includes('/'))
  const code = nowhere ? 'program-missing' : 'start-failed'
  return new Trouble(code, `cannot start ${command}: ${error.message}`, undefined, { cause: error })
}

/** Its end, with the last words in: the outputs close right after it, unless a child of its own still holds them. */
function endOf(child: ChildProcess): Promise<Exit> {
  child.on('error', () => {})
  return new Promise(resolve => {
    child.once('exit', (code, signal) => {
      const tell = () => resolve({ code, signal })
      // Once more through the event loop: after a stall its timers come before the words that lie there.
      const patience = setTimeout(() => setImmediate(tell), 100)
      child.once('close', () => {
        clearTimeout(patience)
        tell()
      })
    })
  })
}

const KEPT = 64 * 1024

function collect(streams: readonly Readable[]): () => string {
  let text = ''
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text = (text + piece).slice(-KEPT)
    })
  }
  return () => text
}
