import t from 'tap'
import { milliseconds } from '../../../src/configurations/nginx/time.js'
import { parse } from '../../../src/configurations/nginx/tree.js'

t.test('words are taken apart as nginx does', async t => {
  const words = (text: string) => parse(text, 'x').map(({ name, args }) => [name, ...args])
  t.same(words('a b  c;'), [['a', 'b', 'c']])
  t.same(words(`a "b c" 'd "e"' f\\ g;`), [['a', 'b c', 'd "e"', 'f\\ g']])
  t.same(words('a "x\\"y" "\\.php$" "\\t";'), [['a', 'x"y', '\\.php$', '\t']])
  const braced = '$'.concat('{b}c')
  t.same(words(`a ${braced} $d{}`), [['a', braced, '$d']])
  t.same(words('a b#c; # d;\n#e\nf g;'), [
    ['a', 'b#c'],
    ['f', 'g']
  ])
  t.same(
    words('a{b c;}d e;').map(([name]) => name),
    ['a', 'd']
  )
  t.same(words('if ($a = "b") { }'), [['if', '($a', '=', 'b', ')']])
})

t.test('each directive knows its line, and what stands in its block', async t => {
  const [http] = parse('# one\nhttp {\n  log_format x "a\n b";\n  server {\n    listen 80;\n  }\n}\n', '/x.conf')
  t.match(http, { name: 'http', place: { file: '/x.conf', line: 2 } })
  t.match(http?.block, [
    { name: 'log_format', place: { line: 3 } },
    { name: 'server', place: { line: 5 } }
  ])
})

t.test('a block of Lua is left as it stands', async t => {
  const script = ' local x = "}" -- }\n --[[ } ]] if x then t = { a = [=[ } ]=] } end '
  const [lua, next] = parse(`content_by_lua_block {${script}}\nroot /x;`, 'x')
  t.match(lua, { name: 'content_by_lua_block', code: script })
  t.match(next, { name: 'root', place: { line: 3 } })
})

t.test('times are those of nginx', async t => {
  const times = {
    '60': 60_000,
    '500ms': 500,
    '1m30s': 90_000,
    '1h': 3_600_000,
    '1h 30m': 5_400_000,
    '1d': 86_400_000,
    '0': 0
  }
  for (const [text, expected] of Object.entries(times)) t.equal(milliseconds(text), expected, text)
  for (const text of ['', 'off', '1.5s', '-1', 's']) t.equal(milliseconds(text), undefined, text)
})
