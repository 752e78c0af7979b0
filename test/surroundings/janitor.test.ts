import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { alive } from './fixtures/alive.js'

interface Kept {
  readonly folder: string
  readonly processes: readonly number[]
}

async function startKeeper(manner: 'polite' | 'plain'): Promise<{ keeper: ChildProcess; kept: Kept }> {
  const keeper = fork(new URL('./fixtures/keeper.js', import.meta.url), [manner], { detached: true })
  const [kept] = (await once(keeper, 'message')) as [Kept]
  return { keeper, kept }
}

async function allGone(kept: Kept): Promise<boolean> {
  const limit = Date.now() + 5000
  while (Date.now() < limit) {
    if (!existsSync(kept.folder) && !kept.processes.some(alive)) return true
    await pause(10)
  }
  return false
}

t.test('a process killed with SIGKILL leaves no process and no folder', async t => {
  const { keeper, kept } = await startKeeper('plain')
  t.ok(existsSync(kept.folder), 'the folder was there')
  t.ok(kept.processes.every(alive), 'the processes were there')
  keeper.kill('SIGKILL')
  t.ok(await allGone(kept))
})

t.test('Ctrl-C to the whole group leaves nothing when it is heard', async t => {
  const { keeper, kept } = await startKeeper('polite')
  process.kill(-(keeper.pid as number), 'SIGINT')
  const [code] = (await once(keeper, 'exit')) as [number | null]
  t.equal(code, 0)
  t.notOk(existsSync(kept.folder), 'the folder is gone before the process is')
  t.notOk(kept.processes.some(alive), 'the processes are gone before it is')
})

t.test('Ctrl-C to the whole group leaves nothing when it is not heard', async t => {
  const { keeper, kept } = await startKeeper('plain')
  process.kill(-(keeper.pid as number), 'SIGINT')
  t.ok(await allGone(kept))
})
