import { readFile } from 'node:fs/promises'
import t from 'tap'
import { openSurroundings } from '../../src/runner/index.js'
import { targetNamed } from '../../src/targets/index.js'
import { probeTimers, timersPage } from '../../src/timers/index.js'
import { whyMissing } from '../needs.js'

t.setTimeout(120_000)

/** The rows of a page without how late a limit was, and without the version. */
function rowsOf(page: string, product: string): string[] {
  return page
    .split('\n')
    .filter(line => line.startsWith(`| ${product} `))
    .map(line => line.split(' | ').slice(1, 5).join(' | '))
}

for (const name of ['reference', 'nginx', 'haproxy']) {
  const skip = name === 'reference' ? false : whyMissing(name)
  t.test(`docs/timers.md says of ${name} what is measured`, { skip }, async t => {
    const target = targetNamed(name)
    const found = await target.find()
    if (!found.here) return t.fail(found.why)
    await using surroundings = openSurroundings(process.env)
    const context = { surroundings, interrupted: new AbortController().signal }
    const measured = await probeTimers([{ target, found }], { rounds: 1, parallel: 4 }, context, () => undefined)
    const page = await readFile(new URL('../../../docs/timers.md', import.meta.url), 'utf8')
    const rows = rowsOf(timersPage(measured), target.product)
    t.equal(rows.length, 6)
    t.same(rows, rowsOf(page, target.product))
  })
}
