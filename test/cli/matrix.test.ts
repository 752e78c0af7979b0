import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { MATRIX_FLAGS } from '../../src/cli/commands/matrix-flags.js'
import { parseFlags } from '../../src/cli/flags.js'
import type { TargetResults } from '../../src/matrix/results.js'
import { pageNamed, wordsOf } from '../docs/page.js'
import { whyMissing } from '../needs.js'
import { nothingIsLeftOf } from './own-place.js'
import { eventsOf, gatecrash, listen, start } from './played.js'

const OURS = ['--target', 'reference']

function resultsIn(folder: string, target: string): TargetResults {
  return JSON.parse(readFileSync(join(folder, `${target}.json`), 'utf8'))
}

t.test('a matrix is a table, a file for each target, and a page', async t => {
  const folder = join(t.testdir(), 'results')
  const { code, out, errors } = await gatecrash(['matrix', 'ok', 'app-50*', ...OURS, '--results', folder])
  t.equal(code, 0, errors)
  t.match(out, /^ +reference\nok +200\napp-500 +500\napp-502 +502\n/)
  t.same(readdirSync(folder), ['index.html', 'reference.json'])
  const { cells, rounds } = resultsIn(folder, 'reference')
  t.equal(rounds, 3)
  t.same(
    cells.map(cell => [cell.scenario, cell.rounds.length, cell.evidence.command]),
    ['ok', 'app-500', 'app-502', 'app-503-maintenance', 'app-504']
      .filter(name => cells.some(cell => cell.scenario === name))
      .map(name => [name, 3, `npx gatecrash run ${name}`])
  )
  t.match(readFileSync(join(folder, 'index.html'), 'utf8'), 'app-502')
})

t.test(
  'a program at a place of its own has a file of its own, and so a target beside it',
  { skip: whyMissing('nginx') },
  async t => {
    const folder = t.testdir()
    const targets = ['--target', 'nginx', '--target', 'nginx=/usr/sbin/nginx']
    const { code } = await gatecrash(['matrix', 'refused', ...targets, '--rounds', '1', '--results', folder])
    t.equal(code, 0)
    const [own = ''] = readdirSync(folder).filter(name => name.startsWith('nginx-'))
    t.match(own, /^nginx-\d+\.\d+\.\d+\.json$/)
    const [one, other] = ['nginx', own.slice(0, -5)].map(name => resultsIn(folder, name))
    t.equal(one?.configurationHash, other?.configurationHash)
    t.equal(other?.cells[0]?.evidence.command, 'npx gatecrash run refused --target nginx=/usr/sbin/nginx')
  }
)

t.test('--from makes the page from what is there, and plays nothing', async t => {
  const folder = t.testdir()
  await gatecrash(['matrix', 'refused', ...OURS, '--rounds', '1', '--results', folder])
  const page = join(folder, 'deep', 'page.html')
  const { code, out } = await gatecrash(['matrix', '--from', '--results', folder, '--page', page])
  t.equal(code, 0)
  t.equal(out, `${page}\n`)
  t.ok(existsSync(page))
})

t.test('--json tells one stream with one summary, and nothing else', async t => {
  const args = ['matrix', 'ok', 'refused', ...OURS, '--rounds', '2', '--json', '--results', t.testdir()]
  const { code, out } = await gatecrash(args)
  t.equal(code, 0)
  const events = eventsOf(out)
  t.match(events.at(-1), { event: 'summary', runs: 4, outcomes: { pass: 4 } })
  t.equal(events.filter(({ event }) => event === 'summary').length, 1)
  const runs = events.filter(({ event }) => event === 'planned').map(({ run }) => run)
  t.same(runs.toSorted(), ['ok@reference#1', 'ok@reference#2', 'refused@reference#1', 'refused@reference#2'])
})

t.test('a scenario that goes otherwise is a remark with its command, and exit code 1', async t => {
  const folder = t.testdir()
  const file = join(folder, 'mine.yaml')
  const ok = readFileSync(new URL('../../../scenarios/ok.yaml', import.meta.url), 'utf8')
  writeFileSync(file, ok.replace('status: 200\n  complete', 'status: 404\n  complete'))
  const { code, out } = await gatecrash(['matrix', file, ...OURS, '--rounds', '1', '--results', join(folder, 'r')])
  t.equal(code, 1)
  t.match(out, /mine on reference\n {2}status: expected 404, found 200\n {2}npx gatecrash run\s/)
})

const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
  [['--target', 'ngnix'], /there is no target ngnix[\s\S]*Did you mean nginx\?/],
  [['--target', 'reference', '--target', 'reference'], /are both reference\nGive it once/],
  [['--from', 'refused'], /--from plays nothing: it takes no names/],
  [['--from', '--rounds', '2'], /--from plays nothing: it takes no --rounds/],
  [['--from', '--results', '/nowhere'], /there are no results in \/nowhere/],
  [['refused', '--results', '/dev/null/x'], /cannot (read|write to) \/dev\/null\/x/],
  [['--rounds', '0'], /--rounds: expected a whole number from 1/]
]

for (const [args, message] of WRONG) {
  t.test(`matrix ${args.join(' ')} is told what is wrong, with exit code 2`, async t => {
    const { code, out, errors } = await gatecrash(['matrix', ...args])
    t.equal(code, 2)
    t.match(errors, message)
    t.equal(out, '')
  })
}

t.test('a file beside the new ones that cannot be read is told before anything is played', async t => {
  const folder = t.testdir({ 'nginx.json': '{"format":0}' })
  const { code, errors } = await gatecrash(['matrix', 'refused', ...OURS, '--results', folder])
  t.equal(code, 2)
  t.match(errors, /nginx\.json: format: expected 1/)
  t.same(readdirSync(folder), ['nginx.json'])
})

t.test('what is interrupted leaves the files of before as they were', async t => {
  const folder = t.testdir()
  await gatecrash(['matrix', 'refused', ...OURS, '--rounds', '1', '--results', folder])
  const before = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))
  const child = start(['matrix', 'refused', 'hang', ...OURS, '--json', '--results', folder])
  const said = listen(child)
  // Once: a second one does not wait for what was started.
  child.stdout?.on('data', () => /"event":"judged"/.test(said().out) && !child.killed && child.kill('SIGINT'))
  const [code] = await once(child, 'close')
  t.equal(code, 130)
  t.match(said().errors, 'interrupted, and everything that was started is stopped')
  t.same(readdirSync(folder), ['index.html', 'reference.json'])
  t.same(
    readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8')),
    before
  )
})

nothingIsLeftOf([
  {
    args: ['matrix', 'hang', 'crash', '--target', 'nginx', '--json', '--results', t.testdir()],
    moment: /"what":"crashed"/,
    skip: whyMissing('nginx')
  }
])

t.test('the commands of the documentation are such that can be typed', async t => {
  const section = pageNamed('commands.md').split('## Every gateway')[1] ?? ''
  const [, typed = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? []
  const commands = typed.split('\n').filter(line => line.startsWith('gatecrash matrix'))
  t.equal(commands.length, 3)
  for (const command of commands) {
    const [, , ...words] = wordsOf(command.replace(/ +#.*$/, ''))
    t.doesNotThrow(() => parseFlags(words, MATRIX_FLAGS, 'matrix'), command)
  }
})
