import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { parse } from 'yaml'
import { checkSchema, readRules } from '../../../src/check/rules/index.js'
import { SENTENCES } from '../../../src/check/rules/sentences.js'

const root = new URL('../../../../', import.meta.url)
const here = new URL('test/check/rules/', root)
const takes = new Ajv2020({ strictTypes: false, allowUnionTypes: true }).compile(checkSchema())

/** What no schema can know: what stands twice, what goes together, which pattern fits a failure, how long is too long. */
const BEYOND = [
  'both',
  'no-configuration',
  'key-twice',
  'nothing-else-without-a-limit',
  'scope-alone',
  'limit-too-short'
]

t.test('right files are read, and fit the schema', async t => {
  for (const file of readdirSync(new URL('right/', here))) {
    const source = readFileSync(new URL(`right/${file}`, here), 'utf8')
    t.ok(readRules(file, source).checks.length > 0, file)
    t.ok(takes(parse(source)), `${file} ${JSON.stringify(takes.errors?.slice(0, 3))}`)
  }
})

t.test('what the parser refuses, the schema refuses, as far as a schema can', async t => {
  for (const file of readdirSync(new URL('mistakes/', here))) {
    const source = readFileSync(new URL(`mistakes/${file}`, here), 'utf8')
    if (BEYOND.includes(file.replace('.yaml', '')) || !isYaml(source)) continue
    t.notOk(takes(parse(source)), file)
  }
})

t.test('the kept schema is the one that the parser was made with', async t => {
  const kept = JSON.parse(readFileSync(new URL('schema/check.schema.json', root), 'utf8'))
  t.same(kept, JSON.parse(JSON.stringify(checkSchema())))
})

t.test('every sentence is read as itself, and only as itself', async t => {
  for (const { example, words } of SENTENCES) {
    const source = `configuration: a\nrules: ["${example}", answers within: 1m]\n`
    const [check] = readRules('a.yaml', source).checks
    t.equal(check?.rules[0]?.written, example, words)
    const others = SENTENCES.filter(sentence => sentence.words !== words && formOf(sentence.words).test(example))
    t.same(others, [], example)
  }
})

t.test('the right file of all sentences has them all', async t => {
  const source = readFileSync(new URL('right/every-sentence.yaml', here), 'utf8')
  t.equal(readRules('every-sentence.yaml', source).checks[0]?.rules.length, SENTENCES.length)
})

t.test('rules beside several checks hold for each, and come first', async t => {
  const source = readFileSync(new URL('right/several-checks.yaml', here), 'utf8')
  const { checks } = readRules('several-checks.yaml', source)
  t.same(
    checks.map(({ configuration, rules }) => [configuration, rules.map(rule => rule.written)]),
    [
      ['nginx.conf', ['never silence', 'every failure answers within 30s']],
      ['haproxy.cfg', ['never silence']]
    ]
  )
})

function formOf(words: string): RegExp {
  return new RegExp(`^${words.replace(/\{\w+\}/g, '\\S+')}$`)
}

function isYaml(source: string): boolean {
  try {
    parse(source)
    return true
  } catch {
    return false
  }
}
