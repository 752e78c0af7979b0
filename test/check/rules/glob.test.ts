import t from 'tap'
import { fitsGlob } from '../../../src/check/rules/glob.js'

t.test('* stands for anything, ? for one sign', async t => {
  for (const [pattern, text] of [
    ['*', ''],
    ['/a*', '/a'],
    ['/a/*/c', '/a/b/b/c'],
    ['*a*', 'bab'],
    ['h?ng', 'hang'],
    ['a**', 'a']
  ])
    t.ok(fitsGlob(pattern ?? '', text ?? ''), `${pattern} ${text}`)
  for (const [pattern, text] of [
    ['', 'a'],
    ['/a', '/ab'],
    ['?', ''],
    ['*b', 'ba'],
    ['a.c', 'abc'],
    ['/a/*', '/a']
  ])
    t.notOk(fitsGlob(pattern ?? '', text ?? ''), `${pattern} ${text}`)
})

t.test('a hostile pattern does not keep it busy', async t => {
  t.notOk(fitsGlob('*a'.repeat(5000), `${'a'.repeat(4999)}b`))
})
