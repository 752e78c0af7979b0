import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { endLeftovers } from '../../src/check/leftovers.js'
import { LogFolder } from '../../src/check/log-folder.js'
import { TidyFolders } from '../../src/check/tidy-folders.js'

t.test('outside of a sandbox no process is ended and no file removed', async t => {
  const folder = t.testdir({})
  const tidy = new TidyFolders([folder])
  writeFileSync(join(folder, 'new'), 'x')
  const other = spawn('sleep', ['60'])
  t.teardown(() => other.kill())
  tidy.tidy()
  await endLeftovers()
  t.ok(existsSync(join(folder, 'new')))
  t.equal(other.exitCode, null)
  t.equal(other.signalCode, null)
})

t.test('of a log only what has come since is read', async t => {
  const folder = t.testdir({ 'error.log': 'before\n', nested: {} })
  const log = new LogFolder(folder)
  log.begin()
  writeFileSync(join(folder, 'error.log'), 'before\nafter\n\n')
  writeFileSync(join(folder, 'nested/other.log'), 'new\n')
  t.same(
    log.entries().map(({ raw }) => raw),
    ['after', 'new']
  )
})
