import t from 'tap'
import { FAILURE_IDS } from '../../src/check/failure-ids.js'
import { readLock } from '../../src/check/lock/index.js'
import { tellAnswer } from '../../src/check/lock/told.js'
import { checkSchema, readRules } from '../../src/check/rules/index.js'
import { SENTENCES } from '../../src/check/rules/sentences.js'
import { pageNamed } from './page.js'

const page = pageNamed('check-file.md')
const examples = (kind: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`yaml ${kind}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text)

t.test('every example of a check file is read', async t => {
  t.ok(examples('check').length >= 4)
  for (const text of examples('check')) t.ok(readRules('gatecrash.yaml', text).checks.length > 0)
})

t.test('every example of a lock file is read, and its words are those that are written', async t => {
  t.equal(examples('lock').length, 1)
  for (const text of examples('lock'))
    for (const { answer, failure } of readLock('nginx.lock', text).cells)
      if (answer !== undefined) t.ok(text.includes(`${failure}: ${tellAnswer(answer)}\n`), failure)
})

t.test('every sentence stands in a row, with what it asks', async t => {
  const rows = SENTENCES.map(({ example, says }) => `| \`${example}\` | ${says} |`)
  t.same(
    page.split('\n').filter(line => rows.includes(line)),
    rows
  )
})

t.test('every word of the language is there, but for the failures, which have a page of their own', async t => {
  const told = new Set([...page.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code))
  const words = wordsOf(checkSchema()).filter(word => !FAILURE_IDS.includes(word))
  t.ok(words.length > 20)
  t.same(
    words.filter(word => !told.has(word)),
    []
  )
})

/** The names of all properties, and all words of closed sets. */
function wordsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, enum: words = [], ...rest } = schema as Record<string, object>
  const closed = (words as unknown[]).filter(word => typeof word === 'string') as string[]
  return [
    ...Object.keys(properties),
    ...closed,
    ...[...Object.values(properties), ...Object.values(rest)].flatMap(wordsOf)
  ]
}
