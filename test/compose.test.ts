import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { whyMissing } from './needs.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

t.test('the compose file is in order for its linter', async t => {
  const { status, stdout } = spawnSync(
    `${ROOT}node_modules/.bin/dclint`,
    ['--max-warnings', '0', 'docker-compose.yml'],
    { cwd: ROOT }
  )
  t.equal(status, 0, String(stdout))
})

t.test('docker-compose understands the compose file', { skip: whyMissing('docker-compose') }, async t => {
  const env = { ...process.env, SCENARIO: 'hang', READ_TIMEOUT: '2s' }
  const { status, stdout, stderr } = spawnSync('docker-compose', ['config'], { cwd: ROOT, env, encoding: 'utf8' })
  t.equal(status, 0, stderr)
  t.match(stdout, /hang/, 'the scenario is taken from the environment')
  t.match(stdout, /2s/, 'and so is the read timeout')
})
