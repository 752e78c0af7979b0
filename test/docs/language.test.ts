import { readFileSync } from 'node:fs'
import t from 'tap'
import { scenarioSchema } from '../../src/scenario/index.js'

const page = readFileSync(new URL('../../../docs/language.md', import.meta.url), 'utf8')
const told = new Set([...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(/[\s{}[\],:"]+/)))
const wholes = new Set([...page.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code))

t.test('every word of the language stands in its documentation', async t => {
  const words = [...new Set(wordsOf(scenarioSchema()))].filter(
    word => !word.includes('_') || word === 'connection_refused'
  )
  t.ok(words.length > 60, 'the words are found at all')
  const missing = words.filter(
    word => !told.has(word) && !wholes.has(word) && !page.includes(`\`${word}\``) && !page.includes(`: ${word}\``)
  )
  t.same(missing, [])
})

/** The names of all properties, and all words of closed sets. The error types are the RFC's, and not ours to repeat. */
function wordsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, enum: words = [], ...rest } = schema as Record<string, object>
  const names = Object.keys(properties)
  const closed = (words as unknown[]).filter(word => typeof word === 'string') as string[]
  return [...names, ...closed, ...Object.values(properties).flatMap(wordsOf), ...Object.values(rest).flatMap(wordsOf)]
}
