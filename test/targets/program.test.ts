import { spawnSync } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { freePort } from '../../src/targets/free-port.js'
import { findProgram, missing, outputOf } from '../../src/targets/program.js'

t.test('a program is found on PATH, when it can be run', async t => {
  const folder = t.testdir()
  const path = join(folder, 'a-program-of-our-own')
  await writeFile(path, '#!/bin/sh\necho here; echo there >&2\n')
  t.intercept(process, 'env', { value: { ...process.env, PATH: `/nowhere:${folder}` } })
  t.equal(await findProgram('a-program-of-our-own'), undefined)
  await chmod(path, 0o755)
  t.equal(await findProgram('a-program-of-our-own'), path)
  t.equal(await outputOf(path, []), 'here\nthere\n')
})

t.test('a program that fails or is not there says nothing', async t => {
  t.equal(await outputOf('/bin/false', []), undefined)
  t.equal(await outputOf('/nowhere/program', []), undefined)
})

t.test('what is missing says how to get it', async t => {
  t.strictSame(missing('nginx'), {
    here: false,
    why: 'nginx is not installed',
    install: 'sudo tools/install-programs nginx'
  })
})

t.test('a free port can be listened on', async t => {
  const port = await freePort('127.0.0.1')
  const server = createServer()
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  await new Promise(resolve => server.close(resolve))
  t.ok(port > 0)
})

t.test('what a program starts beside itself does not outlive the question', async t => {
  const said = await outputOf('/bin/sh', ['-c', 'sleep 1000 >/dev/null 2>&1 & echo $!'])
  t.match(said, /^\d+\n$/)
  // Whoever takes it over may not have noticed its end yet.
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', `${said}`.trim()], { encoding: 'utf8' })
  t.match(stdout, /^(?:Z.*)?\s*$/)
})
