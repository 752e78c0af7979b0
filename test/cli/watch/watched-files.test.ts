import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { WatchedFiles } from '../../../src/cli/watch/watched-files.js'

const NEVER = new AbortController().signal

/** Two files in a folder, watched; what has been noticed by when a last change of `two` is. */
async function watched(folder: string, deed: () => void | Promise<void>): Promise<readonly string[]> {
  using files = new WatchedFiles([join(folder, 'one.yaml'), join(folder, 'two.yaml')])
  const before = await files.contents()
  const changed = files.changed(before, NEVER)
  await deed()
  return changed
}

const TWO = { 'one.yaml': 'one', 'two.yaml': 'two', 'other.yaml': 'other' }

t.test('a file that is written to has changed', async t => {
  const folder = t.testdir(TWO)
  const one = join(folder, 'one.yaml')
  t.same(await watched(folder, () => writeFileSync(one, 'new')), [one])
})

t.test('so has one that another file was put in the place of, as editors do', async t => {
  const folder = t.testdir(TWO)
  const one = join(folder, 'one.yaml')
  const replace = (text: string) => {
    writeFileSync(`${one}~`, text)
    renameSync(`${one}~`, one)
  }
  t.same(await watched(folder, () => replace('new')), [one])
  t.same(await watched(folder, () => replace('newer')), [one], 'and again')
})

t.test('what is written in several steps is one change', async t => {
  const folder = t.testdir(TWO)
  using files = new WatchedFiles([join(folder, 'one.yaml')])
  const before = await files.contents()
  const changed = files.changed(before, NEVER)
  const file = openSync(join(folder, 'one.yaml'), 'w')
  for (const part of ['a', 'b', 'c']) {
    await new Promise(setImmediate)
    writeSync(file, part)
  }
  closeSync(file)
  await changed
  t.equal([...(await files.contents()).values()][0], 'abc')
})

t.test('what was written while nobody waited is noticed at once', async t => {
  const folder = t.testdir(TWO)
  using files = new WatchedFiles([join(folder, 'one.yaml')])
  const before = await files.contents()
  writeFileSync(join(folder, 'one.yaml'), 'new')
  t.same(await files.changed(before, NEVER), [join(folder, 'one.yaml')])
})

t.test('other files, and a new time on the same text, are no change', async t => {
  const folder = t.testdir(TWO)
  const two = join(folder, 'two.yaml')
  const deed = () => {
    writeFileSync(join(folder, 'other.yaml'), 'new')
    utimesSync(join(folder, 'one.yaml'), 1, 1)
    writeFileSync(join(folder, 'one.yaml'), readFileSync(join(folder, 'one.yaml')))
    writeFileSync(two, 'new')
  }
  t.same(await watched(folder, deed), [two])
})

t.test('a file that vanishes has changed, and one that comes back has, too', async t => {
  const folder = t.testdir(TWO)
  const one = join(folder, 'one.yaml')
  t.same(await watched(folder, () => rmSync(one)), [one])
  t.same(await watched(folder, () => writeFileSync(one, 'back')), [one])
})

t.test('a file that is linked to is watched where it is', async t => {
  const folder = t.testdir({ real: { 'file.yaml': 'one' } })
  mkdirSync(join(folder, 'links'))
  const link = join(folder, 'links/one.yaml')
  symlinkSync(join(folder, 'real/file.yaml'), link)
  using files = new WatchedFiles([link])
  const changed = files.changed(await files.contents(), NEVER)
  writeFileSync(join(folder, 'real/file.yaml'), 'new')
  t.same(await changed, [link])
})

t.test('at the end nothing has changed', async t => {
  const folder = t.testdir(TWO)
  using files = new WatchedFiles([join(folder, 'one.yaml')])
  const end = new AbortController()
  const changed = files.changed(await files.contents(), end.signal)
  end.abort()
  t.same(await changed, [])
  t.same(await files.changed(await files.contents(), end.signal), [], 'nor after it')
})
