import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import type { TargetResults } from '../src/matrix/results.js'
import { PRODUCTS } from '../src/targets/index.js'
import { gatecrash } from './cli/played.js'
import { whyMissing } from './needs.js'

t.setTimeout(600_000)

/** Those are played with all their remedies elsewhere. */
const ELSEWHERE = ['nginx', 'haproxy']
/** Debian has no package of them: where they are not, that is no gap of an installation. */
const NOT_IN_DEBIAN = ['envoy', 'traefik']

const names = PRODUCTS.map(product => product.name).filter(name => !ELSEWHERE.includes(name))
const here = names.filter(name => whyMissing(name) === false)

t.test(
  'the matrix plays every scenario on every gateway that is here, and each answers what is expected or recorded',
  async t => {
    const folder = t.testdir()
    const targets = here.flatMap(name => ['--target', name])
    const { code, out } =
      here.length > 0
        ? await gatecrash(['matrix', '--rounds', '1', '--results', folder, ...targets])
        : { code: 0, out: '' }
    t.equal(code, 0, 'the exit code', { out })
    for (const name of names.filter(name => here.includes(name) || !NOT_IN_DEBIAN.includes(name))) {
      t.test(name, { skip: whyMissing(name) }, async t => {
        const results = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as TargetResults
        t.ok(results.cells.length > 60, 'every scenario is there')
        for (const { scenario, outcome, evidence, rounds } of results.cells) {
          const good = ['pass', 'differs', 'skipped'].includes(outcome)
          const { differences, log } = evidence
          t.ok(good, `${scenario}: ${outcome}`, good ? {} : { rounds, differences, log })
        }
      })
    }
  }
)
