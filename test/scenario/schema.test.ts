import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { scenarioSchema } from '../../src/scenario/index.js'

const root = new URL('../../../', import.meta.url)

t.test('the JSON Schema in the repository is the one that the parser was made with', async t => {
  const kept = JSON.parse(readFileSync(new URL('schema/scenario.schema.json', root), 'utf8'))
  t.same(kept, JSON.parse(JSON.stringify(scenarioSchema())), 'npm run build writes it anew')
})

t.test('every scenario names the schema in its first line', async t => {
  for (const file of readdirSync(new URL('scenarios/', root))) {
    const [first] = readFileSync(new URL(`scenarios/${file}`, root), 'utf8').split('\n')
    t.equal(first, '# yaml-language-server: $schema=../schema/scenario.schema.json', file)
  }
})
