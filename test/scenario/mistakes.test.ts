import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { parseScenario, tellProblems } from '../../src/scenario/index.js'

// Golden files are written anew with UPDATE_GOLDEN=1, to be read before they are committed.
const here = new URL('../../../test/scenario/', import.meta.url)
const names = readdirSync(new URL('mistakes/', here)).map(file => file.replace('.yaml', ''))

t.ok(names.length >= 25, 'there are at least 25 kinds of mistakes')

for (const name of names) {
  t.test(`${name} is told with place, expectation and finding`, async t => {
    const source = readFileSync(new URL(`mistakes/${name}.yaml`, here), 'utf8')
    const golden = new URL(`golden/${name}.txt`, here)
    const { scenario, problems } = parseScenario(source, `${name}.yaml`)
    const told = `${tellProblems(problems, source, `${name}.yaml`)}\n`
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, told)
    t.equal(scenario, undefined, 'no scenario comes of it')
    t.equal(told, readFileSync(golden, 'utf8'))
  })
}
