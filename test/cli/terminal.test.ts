import t from 'tap'
import { terminalOf } from '../../src/cli/terminal.js'

const stream = (isTTY: boolean) => ({ isTTY, columns: 100, write: () => true })
const out = (isTTY: boolean, env: NodeJS.ProcessEnv) => terminalOf(stream(isTTY), stream(isTTY), env).out

t.test('colour and progress are for terminals only', async t => {
  t.match(out(true, {}), { colour: true, interactive: true, columns: 100 })
  t.match(out(false, {}), { colour: false, interactive: false })
})

t.test('a terminal that does not know its width gets a page all the same', async t => {
  const nobodyKnows = { isTTY: true, columns: 0, write: () => true }
  t.equal(terminalOf(nobodyKnows, nobodyKnows, {}).out.columns, 110)
})

t.test('NO_COLOR takes the colour, and leaves the progress', async t => {
  t.match(out(true, { NO_COLOR: '1' }), { colour: false, interactive: true })
  t.match(out(true, { NO_COLOR: '' }), { colour: true }, 'an empty one says nothing')
})

t.test('a dumb terminal gets neither', async t => {
  t.match(out(true, { TERM: 'dumb' }), { colour: false, interactive: false })
})

t.test('a locale without UTF-8 gets plain letters', async t => {
  t.equal(out(true, { LANG: 'C' }).unicode, false)
  t.equal(out(true, { LANG: 'de_DE.UTF-8' }).unicode, true)
  t.equal(out(true, { LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }).unicode, false)
})

t.test('commands are told in the form in which we were called', async t => {
  t.equal(
    out(true, { npm_lifecycle_event: 'scenario' }).command('hang', '--json'),
    'npm run -s scenario hang -- --json'
  )
  t.equal(
    out(true, { npm_lifecycle_event: 'gatecrash' }).command('hang', '--json'),
    'npm run -s scenario hang -- --json'
  )
  t.equal(out(true, {}).command('hang', '--json'), 'npx gatecrash run hang --json')
})

t.test('so is any other command', async t => {
  const call = (env: NodeJS.ProcessEnv) => terminalOf(stream(true), stream(true), env).call('new', 'x')
  t.equal(call({ npm_lifecycle_event: 'scenario' }), 'npm run -s gatecrash -- new x')
  t.equal(call({}), 'npx gatecrash new x')
})
