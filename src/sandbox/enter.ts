import { PassThrough } from 'node:stream'
import { Trouble } from '../core/errors.js'
import { type TalkingProcess, talkingProcess, temporaryFolder } from '../surroundings/index.js'
import { makeRoot } from './make-root.js'
import { mapIds, ORIGIN } from './map-ids.js'
import { refuseWritable } from './refuse-writable.js'
import type { PrivateRoot, Sandboxed } from './sandbox.js'
import { SET_UP, STAGE } from './set-up.js'

/** How a command is run in a sandbox. */
export interface SandboxOptions {
  /** Its environment; ours when left out. */
  readonly env?: NodeJS.ProcessEnv
  /** The folder in which it starts, as it is called in there; / when left out. */
  readonly cwd?: string
  /** The command keeps the right to mount and to open networks: for one that gives it to nobody whom it starts. */
  readonly keepsRights?: boolean
}

/** The first dies with us, the second with the first, and all others with the second. */
const RECIPE = [
  '--pdeathsig',
  'KILL',
  'unshare',
  ...ORIGIN,
  '--keep-caps',
  '-n',
  '-m',
  '-p',
  '-i',
  '-u',
  '--fork',
  '--kill-child'
]

/**
 * Runs a command in a network, a root and a process table of its own. All of it vanishes when the command ends, when it is stopped, or when we are
 * killed. How it ended is told as a shell does: 128 and the number of the signal, if it was one.
 */
export async function enterSandbox(
  root: PrivateRoot,
  command: readonly string[],
  options: SandboxOptions = {}
): Promise<Sandboxed> {
  // Nothing of it is needed once the private root is made.
  await using folder = await temporaryFolder('sandbox')
  const keeps = options.keepsRights === true ? 'keeps' : ''
  const { LD_PRELOAD = '', ...env } = options.env ?? process.env
  const set = ['sh', '-c', SET_UP, 'gatecrash', folder.path, options.cwd ?? '/', LD_PRELOAD, keeps, ...command]
  const child = await talkingProcess('setpriv', [...RECIPE, ...set], { env })
  // A child that ends before somebody listens would take its words with it.
  const stdout = child.stdout.pipe(new PassThrough())
  try {
    await accompany(child, root, folder.path)
  } catch (error) {
    await child.stop('SIGKILL')
    throw error instanceof Trouble ? error : trouble((error as Error).message, error)
  }
  return { ...child, stdout }
}

/** Does what only we can do for it, at the moments it asks for, until it is ready. */
async function accompany(child: TalkingProcess, root: PrivateRoot, folder: string): Promise<void> {
  for await (const piece of child.line.setEncoding('utf8')) {
    const word = String(piece).trim()
    if (word === 'ready') return
    if (word === 'entered') await mapIds(child.pid)
    if (word === 'mounted') makeRoot(root, { folder, entrance: `/proc/${child.pid}/root${STAGE}` })
    if (word === 'made') refuseWritable(child.pid)
    child.line.write('go\n')
  }
  throw await failed(child)
}

/** The first complaint of a program tells most; mount adds an advice that is of no use here. */
async function failed(child: TalkingProcess): Promise<Trouble> {
  await child.exited
  return trouble(child.said().trim().split('\n')[0] || 'it ended without a word')
}

function trouble(why: string, cause?: unknown): Trouble {
  return new Trouble('start-failed', `cannot make a sandbox: ${why}`, undefined, { cause })
}
