import { createServer } from 'node:net'
import t from 'tap'
import { startGateway } from '../../src/gateway/index.js'
import { openSurroundings, playAll } from '../../src/runner/index.js'
import { planRun, scenariosNamed } from '../../src/scenario/index.js'
import { freePort } from '../../src/targets/free-port.js'
import { resolveTarget } from '../../src/targets/index.js'

async function played(target: string, names: readonly string[]) {
  const external = resolveTarget(target)
  const found = await external.find()
  if (!found.here) throw new Error(found.why)
  const scenarios = await scenariosNamed(names)
  const jobs = scenarios.map(scenario => ({
    plan: planRun(scenario, { speed: 2, limits: {} }),
    target: external,
    found,
    run: scenario.id
  }))
  await using surroundings = openSurroundings(process.env)
  return playAll(jobs, 4, { surroundings, interrupted: new AbortController().signal }, () => undefined)
}

t.test(
  'a gateway that runs already is asked, and its upstream is where it expects it, one run after the other',
  async t => {
    const upstream = await freePort('127.0.0.1')
    await using gateway = await startGateway({
      upstream: `http://127.0.0.1:${upstream}`,
      port: 0,
      logger: { write: () => undefined }
    })
    const target = `external=http://127.0.0.1:${gateway.port},upstream=127.0.0.1:${upstream}`
    const verdicts = await played(target, ['ok', 'refused', 'crash', 'empty-reply'])
    t.same(
      verdicts.map(({ outcome }) => outcome),
      ['pass', 'pass', 'pass', 'pass'],
      JSON.stringify(verdicts.flatMap(({ checks }) => checks.filter(({ ok }) => !ok)))
    )
  }
)

t.test('what nobody can tell it is skipped', async t => {
  const [verdict] = await played('external=127.0.0.1:9,upstream=127.0.0.1:10', ['circuit-open'])
  t.match(verdict, { outcome: 'skipped', why: /cannot say: .*breaker/ })
})

t.test('one that is not there is told, and so is a port of the upstream that is taken', async t => {
  const port = await freePort('127.0.0.1')
  const [nobody] = await played(`external=127.0.0.1:${port},upstream=127.0.0.1:${await freePort('127.0.0.1')}`, ['ok'])
  t.match(nobody, { outcome: 'broken', why: /nothing answers at 127\.0\.0\.1/ })
  const taken = createServer().listen(port, '127.0.0.1')
  t.teardown(() => taken.close())
  const [busy] = await played(`external=127.0.0.1:9,upstream=127.0.0.1:${port}`, ['ok'])
  t.match(busy, { outcome: 'broken', why: new RegExp(`${port}`) })
})

t.test('an address that is none is refused, with the form that is expected', async t => {
  for (const wrong of ['', '127.0.0.1', '127.0.0.1:80', '127.0.0.1:80,127.0.0.1:81', 'x:80,upstream=y:99999'])
    t.throws(() => resolveTarget(`external=${wrong}`), {
      code: 'usage',
      message: /expected external=HOST:PORT,upstream=/
    })
})
