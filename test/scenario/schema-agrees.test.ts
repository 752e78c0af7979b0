import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { parse } from 'yaml'
import { expectationsSchema, parseScenario, scenarioSchema } from '../../src/scenario/index.js'

const root = new URL('../../../', import.meta.url)
const ajv = new Ajv2020({ strictTypes: false, allowUnionTypes: true })
const takes = ajv.compile(scenarioSchema())

/** What no schema can know: whether the pieces of a file go together, whether a key stands twice, how much 99999MB is. */
const BEYOND = [
  'expectation-for-nobody',
  'gateway-names-nobody',
  'gateway-marks-another',
  'key-twice',
  'listening-without-mark',
  'no-expectation',
  'no-upstream',
  'one-expectation-for-several',
  'two-upstreams',
  'body-too-large',
  'client-that-asks-nothing',
  'mark-that-nobody-sets',
  'signal-to-nobody',
  'two-expectations',
  'until-unset-mark'
]
const BEYOND_TOO = ['remedy-without-change', 'request-without-method', 'two-methods', 'step-without-value']

t.test('what the parser takes, the schema takes', async t => {
  for (const folder of ['scenarios/', 'test/scenario/hard-rows/', 'test/scenario/right/'])
    for (const file of readdirSync(new URL(folder, root)))
      t.ok(
        takes(parse(readFileSync(new URL(folder + file, root), 'utf8'))),
        `${file} ${JSON.stringify(takes.errors?.slice(0, 3))}`
      )
})

t.test('what the parser refuses, the schema refuses, as far as a schema can', async t => {
  for (const file of readdirSync(new URL('test/scenario/mistakes/', root))) {
    const source = readFileSync(new URL(`test/scenario/mistakes/${file}`, root), 'utf8')
    if ([...BEYOND, ...BEYOND_TOO].includes(file.replace('.yaml', '')) || !isYaml(source)) continue
    t.equal(parseScenario(source, file).scenario, undefined)
    t.notOk(takes(parse(source)), file)
  }
})

t.test('the records of the targets fit their schema', async t => {
  const takesRecords = ajv.compile(expectationsSchema())
  for (const file of readdirSync(new URL('expectations/', root)))
    t.ok(
      takesRecords(parse(readFileSync(new URL(`expectations/${file}`, root), 'utf8'))),
      `${file} ${JSON.stringify(takesRecords.errors)}`
    )
})

function isYaml(source: string): boolean {
  try {
    parse(source)
    return true
  } catch {
    return false
  }
}
