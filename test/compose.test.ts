import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
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

t.test('each gateway of a profile has its own profile and port', { skip: whyMissing('docker-compose') }, async t => {
  const profiles = ['nginx', 'haproxy', 'caddy'].flatMap(name => ['--profile', name])
  const { status, stdout, stderr } = spawnSync('docker-compose', [...profiles, 'config'], {
    cwd: ROOT,
    encoding: 'utf8'
  })
  t.equal(status, 0, stderr)
  for (const port of [8081, 8082, 8083]) t.match(stdout, `127.0.0.1:${port}:8080`)
})

/** The program's own check of its configuration, in which a place on this machine stands for the upstream. */
const CHECKS: readonly [name: string, file: string, program: string, args: (file: string) => string[]][] = [
  ['nginx', 'nginx.conf', 'nginx', file => ['-t', '-e', 'stderr', '-c', file]],
  ['haproxy', 'haproxy.cfg', 'haproxy', file => ['-c', '-f', file]],
  ['caddy', 'Caddyfile', 'caddy', file => ['adapt', '--adapter', 'caddyfile', '--validate', '--config', file]]
]

for (const [name, file, program, args] of CHECKS) {
  t.test(`compose/${file} is a configuration that ${name} takes`, { skip: whyMissing(name) }, async t => {
    const text = readFileSync(`${ROOT}compose/${file}`, 'utf8').replace('upstream:9000', '127.0.0.1:9000')
    const folder = t.testdir({ [file]: text })
    const env = { ...process.env, HOME: folder, PATH: `${process.env.PATH}:/usr/sbin` }
    const { status, stderr } = spawnSync(program, args(`${folder}/${file}`), { encoding: 'utf8', env })
    t.equal(status, 0, stderr)
  })
}
