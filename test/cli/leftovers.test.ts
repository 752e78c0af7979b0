import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { whyMissing } from '../needs.js'
import { gatecrash, listen, start } from './played.js'

const ELSEWHERE = process.platform === 'linux' ? false : 'processes are found through /proc'

interface Case {
  /** What is typed, behind `run` when no other command is named. */
  readonly args: readonly string[]
  readonly command?: 'serve'
  /** It is interrupted when this has been told. */
  readonly moment: RegExp
  readonly skip?: string | false
}

const CASES: readonly Case[] = [
  { args: ['slow-db', '--json'], moment: /"what":"step"/ },
  { args: ['slow-db', '--json'], moment: /"event":"planned"/ },
  { args: ['connect-timeout', '--json'], moment: /"what":"sent"/ },
  { args: ['crash', '--repeat', '20', '--json'], moment: /"what":"crashed"/ },
  { args: ['hang', '--target', 'nginx', '--json'], moment: /"what":"step"/, skip: whyMissing('nginx') },
  {
    args: ['hang', '--target', 'nginx', '--repeat', '8', '--json'],
    moment: /"event":"planned"/,
    skip: whyMissing('nginx')
  },
  { args: ['slow-db', '--speed', '10', '--watch'], moment: /waits until/ },
  { command: 'serve', args: ['slow-db'], moment: /Ctrl-C ends/ },
  { command: 'serve', args: ['connect-timeout'], moment: /Ctrl-C ends/ },
  { command: 'serve', args: ['hang', '--target', 'nginx'], moment: /Ctrl-C ends/, skip: whyMissing('nginx') }
]

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  for (const { command = 'run', args, moment, skip } of CASES) {
    const skipped = ELSEWHERE || skip
    t.test(
      `${signal} to ${command} ${args.join(' ')} at ${moment.source} leaves nothing behind`,
      { skip: skipped || false },
      async t => {
        const own = await ownPlace(t)
        const child = start([command, ...args], own.env)
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

t.test('a run that ends by itself leaves nothing behind either', { skip: ELSEWHERE }, async t => {
  const own = await ownPlace(t)
  const { code } = await gatecrash(['run', 'slow-db', 'crash', 'connect-timeout', 'refused', '--speed', '10'], own.env)
  t.equal(code, 0)
  await own.nothingIsLeft(t)
})

t.test('a start that fails half-way leaves nothing behind', { skip: ELSEWHERE }, async t => {
  const own = await ownPlace(t)
  const { code } = await gatecrash(['run', 'slow-db'], { ...own.env, DATABASE_URL: 'postgres://127.0.0.1:1/nothing' })
  t.equal(code, 2)
  await own.nothingIsLeft(t)
})

/** A temporary folder and a mark in the environment, by which everything that a run starts can be found. */
async function ownPlace(t: Tap) {
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
