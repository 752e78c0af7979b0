import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { temporaryFolder } from '../../src/surroundings/index.js'

t.test('a temporary folder is for our eyes only, and goes with all that is in it', async t => {
  const folder = await temporaryFolder('test')
  t.equal(statSync(folder.path).mode & 0o777, 0o700)
  writeFileSync(join(folder.path, 'file'), 'something')
  await folder[Symbol.asyncDispose]()
  t.notOk(existsSync(folder.path))
  await folder[Symbol.asyncDispose]()
  t.pass('a second time does no harm')
})

t.test('two folders of one name do not meet', async t => {
  await using one = await temporaryFolder('test')
  await using other = await temporaryFolder('test')
  t.not(one.path, other.path)
})
