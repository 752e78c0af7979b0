import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import { WITHOUT_TAP } from './sandboxed.js'

const SOMEBODY = ['--reuid', '54321', '--regid', '54321', '--clear-groups']

/** Runs a test file once more as somebody who is not root, and who writes nothing to the folder of this project. */
export function alsoAsOrdinaryUser(t: Test, url: string): void {
  if (process.getuid?.() !== 0) return
  const file = fileURLToPath(url)
  const { status } = spawnSync('setpriv', [...SOMEBODY, 'test', '-r', file])
  const skip = status === 0 ? false : 'another user may not read the folder of this project'
  t.test('the same as an ordinary user', { skip }, async t => {
    const { TMPDIR: _, ...env } = process.env
    const running = promisify(execFile)('setpriv', [...SOMEBODY, ...WITHOUT_TAP, process.execPath, file], {
      env,
      cwd: '/'
    })
    const { error, output } = await running.then(
      ({ stdout }) => ({ error: undefined, output: stdout }),
      error => ({ error, output: `${error.stdout}${error.stderr}` })
    )
    if (error) t.comment(output)
    t.match(output, /^ok 1 /m)
    t.notOk(error)
  })
}
