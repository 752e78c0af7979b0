import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readScenario } from '../../src/scenario/read.js'
import { gatecrash } from './played.js'

t.test('a new scenario is right and runs as it stands, as do its remedies', async t => {
  const here = t.testdir()
  const { code, out } = await gatecrash(['new', 'lost-order'], {}, here)
  t.equal(code, 0)
  t.match(out, /^\.?\/?lost-order\.yaml is written/)
  const commands = [...out.matchAll(/^ {2}npx gatecrash (.*?) {2}/gm)].map(([, words = '']) => words.split(' '))
  t.same(
    commands.map(([command]) => command),
    ['run', 'run', 'validate', 'serve']
  )
  t.equal((await gatecrash(commands[2] ?? [], {}, here)).code, 0)
  const run = commands[0] ?? []
  t.match(await gatecrash(run, {}, here), { code: 0, out: /504, as expected/ })
  t.match(await gatecrash([...run, '--remedy', 'answer'], {}, here), { code: 0, out: /200, as expected/ })
  t.match(await gatecrash([...run, '--remedy', 'raise-the-timeout'], {}, here), { code: 0, out: /504, as expected/ })
})

t.test('every line of it that is commented out would be right as well', async t => {
  const here = t.testdir()
  await gatecrash(['new', 'lost-order'], {}, here)
  const file = join(here, 'lost-order.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('  # - ', '  - '))
  t.equal((await readScenario(file)).id, 'lost-order')
})

t.test('it goes where scenarios are', async t => {
  const here = t.testdir()
  mkdirSync(join(here, 'scenarios'))
  await gatecrash(['new', 'lost-order'], {}, here)
  t.ok(existsSync(join(here, 'scenarios/lost-order.yaml')))
  await gatecrash(['new', 'lost-order', '--out', 'drills/of mine'], {}, here)
  t.ok(existsSync(join(here, 'drills/of mine/lost-order.yaml')))
})

t.test('a copy says what it is a copy of, and is right', async t => {
  const here = t.testdir()
  const { code } = await gatecrash(['new', 'slow-login', '--from', 'slow-db'], {}, here)
  t.equal(code, 0)
  const copy = await readScenario(join(here, 'slow-login.yaml'))
  t.equal(copy.teaches, 'connection_read_timeout')
  const text = readFileSync(join(here, 'slow-login.yaml'), 'utf8')
  t.match(text, '# Began as a copy of slow-db.')
  t.equal(text.match(/yaml-language-server/g)?.length, 1)
  t.equal((await gatecrash(['new', 'slower-login', '--from', './slow-login.yaml'], {}, here)).code, 0)
})

t.test('editors find the schema from where the file is', async t => {
  const folder = t.testdir()
  await gatecrash(['new', 'lost-order', '--out', folder])
  const [, way = ''] = /\$schema=(\S+)/.exec(readFileSync(join(folder, 'lost-order.yaml'), 'utf8')) ?? []
  t.ok(existsSync(join(folder, way)), way)
})

t.test('what is there already stays as it is', async t => {
  const here = t.testdir({ 'lost-order.yaml': 'mine' })
  const { code, errors } = await gatecrash(['new', 'lost-order'], {}, here)
  t.equal(code, 2)
  t.match(errors, /lost-order\.yaml is there already, and stays as it is\n/)
  t.equal(readFileSync(join(here, 'lost-order.yaml'), 'utf8'), 'mine')
})

const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
  [['new'], /new needs one name, found 0/],
  [['new', 'a', 'b'], /new needs one name, found 2/],
  [['new', 'Lost Order.yaml'], /expected a name in lower case.*found "Lost Order\.yaml"\nDid you mean lost-order\?/],
  [['new', '../x'], /found "\.\.\/x"\nDid you mean x\?/],
  [['new', '42'], /found "42"\nFor example: lost-order/],
  [['new', 'hang'], /a scenario hang comes along already/],
  [['new', 'mine', '--from', 'slow-bd'], /there is no scenario "slow-bd"\nDid you mean slow-db\?/],
  [['new', 'mine', '--from', 'stalled-*'], /new --from needs one scenario, found 2/],
  [['new', 'mine', '--out', 'file'], /cannot write file/]
]

for (const [args, message] of WRONG) {
  t.test(`gatecrash ${args.join(' ')} writes nothing, with exit code 2`, async t => {
    const here = t.testdir({ file: 'x' })
    const { code, out, errors } = await gatecrash(args, {}, here)
    t.equal(code, 2)
    t.match(errors, message)
    t.equal(out, '')
    t.same(readdirSync(here), ['file'])
  })
}
