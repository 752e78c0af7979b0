import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parseScenario, readSource, tellProblems } from '../../src/scenario/index.js'

const FILES: readonly (readonly [name: string, bytes: Buffer, told: string])[] = [
  [
    'latin-1.yaml',
    Buffer.from('title: a\nbecause: häng\n', 'latin1'),
    '2:11: expected a text in UTF-8\n  found the byte 0xe4'
  ],
  ['utf-16.yaml', Buffer.from('\uFEFFtitle: a\n', 'utf16le'), '1:1: expected a text in UTF-8\n  found UTF-16'],
  ['binary.yaml', Buffer.alloc(64), '1:1: expected a text in UTF-8\n  found the byte 0x00'],
  ['large.yaml', Buffer.alloc(5_000_000, '# x\n'), 'it is larger than 4 MB']
]

for (const [name, bytes, told] of FILES) {
  t.test(`${name} is refused with its place`, async t => {
    const file = join(t.testdir(), name)
    writeFileSync(file, bytes)
    await t.rejects(readSource(file), { code: 'bad-scenario', message: new RegExp(`${name}.*${told}`) })
  })
}

t.test('what cannot be opened is told in words', async t => {
  const folder = t.testdir()
  mkdirSync(join(folder, 'folder.yaml'))
  await t.rejects(readSource(join(folder, 'folder.yaml')), { message: /it is a folder$/ })
  await t.rejects(readSource(join(folder, 'missing.yaml')), { message: /there is no such file$/ })
  await t.rejects(readSource('/dev/zero'), { message: /larger than 4 MB$/ }, 'a device is not read for ever')
})

t.test('a byte order mark and Windows line ends are no mistakes', async t => {
  const file = join(t.testdir(), 'windows.yaml')
  writeFileSync(file, '\uFEFFtitle: a\r\nteachs: b\r\n')
  const source = await readSource(file)
  const { problems } = parseScenario(source, file)
  t.match(
    tellProblems(problems, source, 'windows.yaml'),
    /windows\.yaml:2:1: .*\n {2}found "teachs"\n.*\n {2}teachs: b\n/
  )
})

t.test('brackets within brackets are no way to crash the parser', async t => {
  const source = `title: ${'{a: '.repeat(5000)}1${'}'.repeat(5000)}\n`
  t.match(parseScenario(source, 'deep.yaml').problems, [{ expected: 'fewer brackets within brackets' }])
})
