import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { whyMissing } from '../needs.js'
import { noSandbox } from '../sandbox/sandboxed.js'
import { nginxConf } from './configurations.js'
import { ELSEWHERE, ownPlace } from './own-place.js'
import { listen, start } from './played.js'

t.setTimeout(180_000)

interface Below {
  readonly pid: number
  readonly parent: number
  readonly began: string
  readonly command: string
}

const skip = ELSEWHERE || noSandbox || whyMissing('nginx')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  t.test(`${signal} to a check while its gateway waits leaves nothing behind`, { skip }, async t => {
    const own = await ownPlace(t)
    const folder = t.testdir({ 'nginx.conf': nginxConf('proxy_read_timeout 1h;', 'proxy_send_timeout 1h;') })
    const child = start(['check', 'nginx.conf', '--failure', 'hang'], own.env, folder)
    const exited = once(child, 'exit')
    const said = listen(child)
    let below: readonly Below[] = []
    // The first nginx only looks at the configuration: one with a worker has work.
    for (; !below.some(({ command }) => isWorker(command)) && child.exitCode === null; await delay(5))
      below = everythingBelow(child.pid as number)
    t.equal(child.exitCode, null, `it was still at work: ${said().errors}`)
    // As Ctrl-C does, to the whole group; a kill is for the parent alone.
    process.kill(signal === 'SIGINT' ? -(child.pid as number) : (child.pid as number), signal)
    const [code, by] = await exited
    if (signal !== 'SIGKILL') t.same([code, by], [signal === 'SIGINT' ? 130 : 143, null])
    await own.nothingIsLeft(t)
    t.same(await alive(below), [], 'none of those that were seen')
    t.same(readdirSync(folder), ['nginx.conf'])
    t.equal(readFileSync(`${folder}/nginx.conf`, 'utf8'), nginxConf('proxy_read_timeout 1h;', 'proxy_send_timeout 1h;'))
  })
}

function isWorker(command: string): boolean {
  return command.startsWith('nginx: worker')
}

/** nginx overwrites its environment, and has no folder of ours: it is found by its parents. */
function everythingBelow(pid: number): Below[] {
  const all = processes()
  const below = (parent: number): Below[] =>
    all.filter(each => each.parent === parent).flatMap(each => [each, ...below(each.pid)])
  return below(pid)
}

function processes(): Below[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.flatMap(pid => processAt(Number(pid)) ?? [])
}

function processAt(pid: number): Below | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim()
    return { pid, parent: Number(fields[1]), began: fields[19] ?? '', command }
  } catch {
    // It has just ended.
    return undefined
  }
}

async function alive(seen: readonly Below[]): Promise<string[]> {
  const left = () => seen.filter(({ pid, began }) => processAt(pid)?.began === began)
  for (const end = Date.now() + 10_000; left().length > 0 && Date.now() < end; ) await delay(20)
  return left().map(({ command }) => command)
}
