import t from 'tap'
import { parse } from 'yaml'
import { yamlComment, yamlText } from '../../../src/check/lock/yaml-text.js'

const HARD = [
  'true',
  'No',
  'null',
  '~',
  '.nan',
  '1:30',
  '',
  ' a',
  'a ',
  'a: b',
  'a:',
  'a #b',
  '- a',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a`'
]
const TOO = [
  '"',
  "'a'",
  '{a}',
  '[a',
  'a\nb',
  '\u0000',
  '\u007f',
  '\u2028',
  'é',
  '\ud83d\ude00',
  'POST hang',
  '/a (2)',
  '? a',
  '.',
  '/'
]

t.test('a text is read as it was, as a key and as a value', async t => {
  for (const text of [...HARD, ...TOO]) {
    t.same(parse(`${yamlText(text)}: 1`), { [text]: 1 }, yamlText(text))
    t.same(parse(`a: ${yamlText(text)}`), { a: text }, yamlText(text))
  }
})

t.test('a comment stays on its line', async t => {
  t.equal(yamlComment('one\n two\u2028\u0007three'), 'one two three')
  t.equal(yamlComment('a'.repeat(1000)).length, 200)
})
