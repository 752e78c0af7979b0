import t from 'tap'
import { asNpmScript, asProgram } from '../../src/report/index.js'

t.test('npm is told with -- where the options for us begin', async t => {
  t.equal(asNpmScript('slow-db'), 'npm run -s scenario slow-db')
  t.equal(asNpmScript('slow-db', '--remedy', 'x'), 'npm run -s scenario slow-db -- --remedy x')
  t.equal(asNpmScript('--all'), 'npm run -s scenario -- --all')
})

t.test('the installed program takes its options as they are', async t => {
  t.equal(asProgram('slow-db', '--remedy', 'x'), 'npx gatecrash run slow-db --remedy x')
})
