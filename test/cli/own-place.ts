import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { listen, start } from './played.js'

export const ELSEWHERE = process.platform === 'linux' ? false : 'processes are found through /proc'

/** A command that is interrupted. */
export interface Case {
  /** What is typed. */
  readonly args: readonly string[]
  /** It is interrupted when this has been told. */
  readonly moment: RegExp
  readonly skip?: string | false
}

/** Each command is interrupted in each way, and nothing of it may be left. */
export function nothingIsLeftOf(cases: readonly Case[]): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    for (const { args, moment, skip } of cases) {
      const skipped = ELSEWHERE || skip
      t.test(
        `${signal} to ${args.join(' ')} at ${moment.source} leaves nothing behind`,
        { skip: skipped || false },
        async t => {
          const own = await ownPlace(t)
          const child = start(args, own.env)
          const exited = once(child, 'exit')
          const said = listen(child)
          await until(() => moment.test(said().out) || child.exitCode !== null, 'it got to the moment')
          t.equal(child.exitCode, null, 'it was still at work')
          // As Ctrl-C does, to the whole group; a kill is for the parent alone.
          process.kill(signal === 'SIGINT' ? -(child.pid as number) : (child.pid as number), signal)
          const [code, by] = await exited
          if (signal !== 'SIGKILL') t.same([code, by], [signal === 'SIGINT' ? 130 : 143, null])
          await own.nothingIsLeft(t)
        }
      )
    }
  }
}

/** A temporary folder and a mark in the environment, by which everything that a run starts can be found. */
export async function ownPlace(t: Tap) {
  const folder = await mkdtemp(join(tmpdir(), 'leftovers-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const mark = `GATECRASH_LEFTOVERS=${randomUUID()}`
  const [name = '', value] = mark.split('=')
  return {
    env: { TMPDIR: folder, [name]: value },
    async nothingIsLeft(t: Tap) {
      let left = await whatIsLeft(folder, mark)
      for (const end = Date.now() + 10_000; left.length > 0 && Date.now() < end; left = await whatIsLeft(folder, mark))
        await delay(20)
      t.same(left, [], 'no process and no folder')
    }
  }
}

type Tap = Pick<typeof t, 'teardown' | 'same'>

async function whatIsLeft(folder: string, mark: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const marked = await Promise.all(pids.map(pid => commandIfOurs(pid, mark, folder)))
  return [...marked.filter(command => command !== ''), ...(await readdir(folder))]
}

/** PostgreSQL writes its title over its environment; but it lives in its folder. */
async function commandIfOurs(pid: string, mark: string, folder: string): Promise<string> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')
  const home = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  const command = (await read('cmdline')).replaceAll('\0', ' ').trim()
  const ours = (await read('environ')).includes(mark) || home.startsWith(folder) || command.includes(folder)
  return ours ? command || `process ${pid}` : ''
}

async function until(fulfilled: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 20_000; !fulfilled(); await delay(2))
    if (Date.now() > end) throw new Error(`never: ${what}`)
}
