import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { alsoAsOrdinaryUser } from './ordinary-user.js'
import { noSandbox } from './sandboxed.js'

const skip = noSandbox

/** Starts somebody who enters a sandbox, with a folder for temporary files of his own. */
function entering(t: Test): { parent: ChildProcess; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'gatecrash-test-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const env = { ...process.env, TMPDIR: folder }
  const parent = fork(new URL('./fixtures/entering.js', import.meta.url), { env, execArgv: [] })
  t.teardown(() => parent.kill('SIGKILL'))
  return { parent, folder }
}

async function until(holds: () => boolean): Promise<boolean> {
  const limit = Date.now() + 10_000
  while (!holds() && Date.now() < limit) await pause(5)
  return holds()
}

/** The processes of which something is like that. */
function processes(is: (pid: string) => boolean): readonly string[] {
  return readdirSync('/proc').filter(name => {
    try {
      return /^\d+$/.test(name) && is(name)
    } catch {
      return false
    }
  })
}

t.test('killed with SIGKILL in the middle of it, we leave no process, no mount and no folder', { skip }, async t => {
  const { parent, folder } = entering(t)
  const [pid] = (await once(parent, 'message')) as [number]
  const network = readlinkSync(`/proc/${pid}/ns/net`)
  const inside = () => processes(each => readlinkSync(`/proc/${each}/ns/net`) === network)
  t.ok(inside().length >= 4, 'there were processes')
  parent.kill('SIGKILL')
  t.ok(await until(() => inside().length === 0), 'all processes are gone')
  t.ok(await until(() => readdirSync(folder).length === 0), 'all folders are gone')
  t.notOk(readFileSync('/proc/self/mountinfo', 'utf8').includes(folder))
})

t.test('killed with SIGKILL while we enter it, we leave nothing either', { skip }, async t => {
  const { parent, folder } = entering(t)
  t.ok(await until(() => readdirSync(folder).length > 0), 'it was about to enter')
  parent.kill('SIGKILL')
  t.ok(await until(() => readdirSync(folder).length === 0), 'all folders are gone')
  const ofIt = () => processes(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder))
  t.ok(await until(() => ofIt().length === 0), 'all processes are gone')
})

alsoAsOrdinaryUser(t, import.meta.url)
