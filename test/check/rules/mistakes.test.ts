import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { readRules } from '../../../src/check/rules/index.js'
import { Trouble } from '../../../src/core/errors.js'

// Golden files are written anew with UPDATE_GOLDEN=1, to be read before they are committed.
const here = new URL('../../../../test/check/rules/', import.meta.url)
const names = readdirSync(new URL('mistakes/', here)).map(file => file.replace('.yaml', ''))

t.ok(names.length >= 20, 'there are at least 20 kinds of mistakes')

for (const name of names) {
  t.test(`${name} is told with place, expectation and finding`, async t => {
    const golden = new URL(`golden/${name}.txt`, here)
    const told = complaintOf(name, readFileSync(new URL(`mistakes/${name}.yaml`, here), 'utf8'))
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, told)
    t.equal(told, readFileSync(golden, 'utf8'))
  })
}

t.test('a sentence without an end is refused at once', async t => {
  const long = 'never /'.repeat(300_000)
  t.throws(() => readRules('a.yaml', `configuration: a\nrules: ["${long}"]\n`), { code: 'bad-config' })
  t.throws(() => readRules('a.yaml', `configuration: a\nroutes: ["${'*a'.repeat(100_000)}"]\nrules: [1]\n`), Trouble)
})

function complaintOf(name: string, source: string): string {
  try {
    readRules(`${name}.yaml`, source)
  } catch (error) {
    if (error instanceof Trouble) return `${error.message}\n`
    throw error
  }
  return 'no complaint\n'
}
