import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { FollowedFile } from '../../src/targets/followed-file.js'

t.test('a file is read as it grows', async t => {
  const path = join(t.testdir(), 'log')
  const file = new FollowedFile(path)
  await appendFile(path, 'one\nzwö')
  t.equal(await file.lines.until(all => all.length === 1, 5000), true)
  await appendFile(path, 'lf\n')
  t.equal(await file.lines.until(all => all.includes('zwölf'), 5000), true)
  file.end()
})

t.test('at its end the rest is read, and nobody waits any more', async t => {
  const path = join(t.testdir(), 'log')
  await writeFile(path, `${'x'.repeat(100_000)}\n`)
  const file = new FollowedFile(path)
  const never = file.lines.until(() => false, 60_000)
  file.end()
  file[Symbol.dispose]()
  t.equal(await never, false)
  t.equal(file.lines.all[0]?.length, 100_000)
})
