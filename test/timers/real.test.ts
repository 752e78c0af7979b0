import { readFile } from 'node:fs/promises'
import t from 'tap'
import { openSurroundings } from '../../src/runner/index.js'
import { targetNamed } from '../../src/targets/index.js'
import { probeTimers, timersPage } from '../../src/timers/index.js'
import { whyMissing } from '../needs.js'

t.setTimeout(120_000)

/** What each row of a page says for good: which limit, what it is, how many tries. */
function rowsOf(page: string, product: string): string[] {
  return page
    .split('\n')
    .filter(line => line.startsWith(`| ${product} `))
    .map(line => line.split(' | ').slice(1, 4).join(' | '))
}

const NAMES = ['reference', 'nginx', 'haproxy']
const skip = ['nginx', 'haproxy'].map(whyMissing).find(why => why !== false) ?? false

t.test(`docs/timers.md says of ${NAMES.join(', ')} what is measured`, { skip }, async t => {
  const present = []
  for (const target of NAMES.map(targetNamed)) {
    const found = await target.find()
    if (found.here) present.push({ target, found })
  }
  t.equal(present.length, NAMES.length)
  await using surroundings = openSurroundings(process.env)
  const context = { surroundings, interrupted: new AbortController().signal }
  const measured = await probeTimers(present, { rounds: 1, parallel: 8 }, context, () => undefined)
  const page = await readFile(new URL('../../../docs/timers.md', import.meta.url), 'utf8')
  for (const { target } of present) {
    const rows = rowsOf(timersPage(measured), target.product)
    t.equal(rows.length, 6)
    t.same(rows, rowsOf(page, target.product), target.name)
  }
})
