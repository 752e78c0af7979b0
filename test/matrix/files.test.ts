import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { prepareFolder, resultsIn, writePage, writeResults } from '../../src/matrix/files.js'
import { answer, cell, results } from './page/sample.js'

const NGINX = results('nginx', [cell('crash', [answer()])])

t.test('what is written is read again, by the names of the targets', async t => {
  const folder = join(t.testdir(), 'new', 'results')
  t.same(await resultsIn(folder), [], 'no folder, no results')
  await writeResults(folder, NGINX)
  await writeResults(folder, { ...NGINX, target: 'apache' })
  t.same(
    (await resultsIn(folder)).map(({ target }) => target),
    ['apache', 'nginx']
  )
  t.same((await resultsIn(folder))[1], NGINX)
  t.same(readdirSync(folder), ['apache.json', 'nginx.json'], 'and nothing else stands there')
})

const WRONG: readonly (readonly [string, string, RegExp])[] = [
  ['half a file', JSON.stringify(NGINX).slice(0, 300), /nginx\.json: expected JSON: /],
  ['an older format', JSON.stringify({ ...NGINX, format: 0 }), /nginx\.json: format: expected 1, the format of this/],
  ['something else', '{"name":"nginx"}', /nginx\.json: format: expected a number, found nothing/],
  ['a list', '[]', /nginx\.json: the file: expected an object, found \[\]/],
  [
    'a cell without rounds',
    JSON.stringify({ ...NGINX, cells: [{ ...NGINX.cells[0], rounds: [] }] }),
    /nginx\.json: cells\[0\]\.rounds: expected a list of rounds, found \[\]/
  ]
]

for (const [what, text, message] of WRONG) {
  t.test(`${what} is refused, with the place`, async t => {
    const folder = t.testdir({ 'nginx.json': text })
    await t.rejects(resultsIn(folder), { message, next: /Play this target again/ })
    t.same(await resultsIn(folder, ['nginx']), [], 'but not when it is about to be written anew')
  })
}

t.test('the page is made of all results in the folder; of none there is none', async t => {
  const folder = t.testdir()
  await t.rejects(writePage(folder), { message: /there are no results in/ })
  await writeResults(folder, NGINX)
  t.equal(await writePage(folder), join(folder, 'index.html'))
  t.match(readFileSync(join(folder, 'index.html'), 'utf8'), /<!doctype html>[\s\S]*crash/)
})

t.test('a folder that cannot be written to is told before anything is played', async t => {
  const folder = t.testdir({ file: '' })
  await t.rejects(prepareFolder(join(folder, 'file')), { message: /cannot write to/, next: /--results/ })
})

t.test('whoever writes and is killed leaves a whole file and nothing beside it', async t => {
  const folder = t.testdir()
  writeFileSync(join(folder, 'nginx.json'), JSON.stringify(NGINX))
  for (const after of [1, 3, 7, 12, 20]) {
    const writer = fork(new URL('./fixtures/writer.js', import.meta.url), [folder], { execArgv: [] })
    await once(writer, 'message')
    await delay(after)
    writer.kill('SIGKILL')
    await once(writer, 'exit')
    t.equal((await resultsIn(folder))[0]?.target, 'nginx')
  }
  const end = Date.now() + 10_000
  while (readdirSync(folder).length > 1 && Date.now() < end) await delay(10)
  t.same(readdirSync(folder), ['nginx.json'])
})
