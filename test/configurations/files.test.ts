import { execFileSync } from 'node:child_process'
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { machineFiles } from '../../src/configurations/files.js'

const files = machineFiles()

t.test('a text is read, and what is not there is nothing', async t => {
  const folder = t.testdir({ 'a.conf': '\uFEFFevents {}\n' })
  t.equal(files.read(join(folder, 'a.conf')), 'events {}\n', 'without the mark of the byte order')
  t.equal(files.read(join(folder, 'b.conf')), undefined)
  t.equal(files.read(join(folder, 'a.conf/b.conf')), undefined)
  t.ok(files.exists(join(folder, 'a.conf')))
  t.notOk(files.isFolder(join(folder, 'a.conf')))
  t.ok(files.isFolder(folder))
})

t.test('what is no text of a sane size is refused, with what it is', async t => {
  const folder = t.testdir({ folder: {} })
  writeFileSync(join(folder, 'large'), '#'.repeat(4 * 1024 * 1024 + 1))
  writeFileSync(join(folder, 'binary'), Buffer.from([127, 69, 76, 70, 0, 1]))
  symlinkSync('loop', join(folder, 'loop'))
  for (const [name, found] of [
    ['folder', 'found a folder'],
    ['large', 'found more than 4 MB'],
    ['binary', 'found binary data'],
    ['loop', 'a link that leads to itself']
  ] as const) {
    t.throws(() => files.read(join(folder, name)), { code: 'usage', message: new RegExp(found) }, name)
  }
})

t.test('a device and a fifo that nobody writes to are refused without waiting', async t => {
  const fifo = join(t.testdir(), 'fifo')
  execFileSync('mkfifo', [fifo])
  for (const path of [fifo, '/dev/zero']) {
    t.throws(() => files.read(path), { code: 'usage', message: /found no plain file/ })
  }
})

// Root may read everything.
if (process.getuid?.() !== 0) {
  t.test('a file that this user may not read is told as such', async t => {
    const folder = t.testdir({ secret: 'x' })
    chmodSync(join(folder, 'secret'), 0)
    t.throws(() => files.read(join(folder, 'secret')), { code: 'usage', message: /may not be read by this user/ })
  })
}

t.test('a glob finds what fits in each segment, sorted, and nothing hidden', async t => {
  const folder = t.testdir({
    sites: { 'b.conf': '', 'a.conf': '', '.hidden.conf': '', 'c.txt': '' },
    others: { 'a.conf': '', a1: '', 'a[1]': '' }
  })
  const found = (pattern: string) => files.glob(`${folder}/${pattern}`).map(path => path.slice(folder.length + 1))
  t.same(found('sites/*.conf'), ['sites/a.conf', 'sites/b.conf'])
  t.same(found('*/a.conf'), ['others/a.conf', 'sites/a.conf'])
  t.same(found('others/a?'), ['others/a1'])
  t.same(found('sites/[!ab].*'), ['sites/c.txt'])
  t.same(found('others/a[[]1]'), ['others/a[1]'])
  t.same(found('sites/b.conf'), ['sites/b.conf'], 'without a sign it is a path')
  t.same(found('nowhere/*'), [])
})

t.test('a glob of many stars takes no time to find nothing', async t => {
  const folder = t.testdir({ ['a'.repeat(200)]: '' })
  t.same(files.glob(`${folder}/${'*a'.repeat(60)}b`), [])
})
