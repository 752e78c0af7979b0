import { mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { canonical } from '../../src/sandbox/canonical.js'

const everywhere = () => false

t.test('links are followed, whether something is there or not', async t => {
  const folder = realpathSync(t.testdir())
  mkdirSync(join(folder, 'real/inner'), { recursive: true })
  symlinkSync('real', join(folder, 'link'))
  symlinkSync('../../missing', join(folder, 'real/inner/up'))
  t.equal(canonical(join(folder, 'link/new/file'), everywhere), join(folder, 'real/new/file'))
  t.equal(canonical(join(folder, 'link/inner/up/file'), everywhere), join(folder, 'missing/file'))
  t.equal(canonical(join(folder, 'link/../other'), everywhere), join(folder, 'other'))
})

t.test('no link is followed in a folder that will be empty', async t => {
  const folder = realpathSync(t.testdir())
  symlinkSync('real', join(folder, 'link'))
  t.equal(
    canonical(join(folder, 'link/file'), path => path === folder),
    join(folder, 'link/file')
  )
})

t.test('links in a circle are told', async t => {
  const folder = realpathSync(t.testdir())
  symlinkSync('b', join(folder, 'a'))
  symlinkSync('a', join(folder, 'b'))
  t.throws(() => canonical(join(folder, 'a'), everywhere), { code: 'usage', message: /more than 40 links/ })
})

t.test('a path that is not absolute is told', async t => {
  t.throws(() => canonical('etc/x', everywhere), { code: 'usage', message: 'expected an absolute path, found "etc/x"' })
})
