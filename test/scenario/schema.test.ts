import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { expectationsSchema, scenarioSchema } from '../../src/scenario/index.js'

const root = new URL('../../../', import.meta.url)

const SCHEMAS = { scenario: scenarioSchema, expectations: expectationsSchema }

for (const [name, schema] of Object.entries(SCHEMAS)) {
  t.test(`the JSON Schema of a file of kind ${name} is the one that the parser was made with`, async t => {
    const kept = JSON.parse(readFileSync(new URL(`schema/${name}.schema.json`, root), 'utf8'))
    t.same(kept, JSON.parse(JSON.stringify(schema())), 'npm run build writes it anew')
  })
}

t.test('every scenario names the schema in its first line', async t => {
  for (const file of readdirSync(new URL('scenarios/', root))) {
    const [first] = readFileSync(new URL(`scenarios/${file}`, root), 'utf8').split('\n')
    t.equal(first, '# yaml-language-server: $schema=../schema/scenario.schema.json', file)
  }
})
