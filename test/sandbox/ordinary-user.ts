import { execFile } from 'node:child_process'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import { WITHOUT_TAP } from './sandboxed.js'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const SOMEBODY = ['--reuid', '54321', '--regid', '54321', '--clear-groups']

/** Where everybody can read the project, however closed the folders above it are; nobody else sees it there. */
const SHOWN = '/mnt'
const SHOW = `mount --bind "$0" ${SHOWN} && exec "$@"`

/** Runs a test file once more as somebody who is not root, and who writes nothing to the folder of this project. */
export function alsoAsOrdinaryUser(t: Test, url: string): void {
  if (process.getuid?.() !== 0) return
  const file = join(SHOWN, relative(ROOT, fileURLToPath(url)))
  t.test('the same as an ordinary user', async t => {
    const { TMPDIR: _, ...env } = process.env
    const as = ['setpriv', ...SOMEBODY, ...WITHOUT_TAP, process.execPath, file]
    const running = promisify(execFile)('unshare', ['--mount', 'sh', '-c', SHOW, ROOT, ...as], { env, cwd: '/' })
    const { error, output } = await running.then(
      ({ stdout }) => ({ error: undefined, output: stdout }),
      error => ({ error, output: `${error.stdout}${error.stderr}` })
    )
    if (error) t.comment(output)
    t.match(output, /^ok 1 /m)
    t.notOk(error)
  })
}
