import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { Trouble } from '../../../src/core/errors.js'
import { read } from './texts.js'

// The golden file is written anew with UPDATE_GOLDEN=1, to be read before it is committed.
const GOLDEN = new URL('../../../../test/configurations/nginx/golden/', import.meta.url)

const MISTAKES: Readonly<Record<string, string>> = {
  'no semicolon before a brace': 'events {}\nhttp {\n  server {\n    listen 80;\n    root /srv\n  }\n}\n',
  'no semicolon before the next line': 'http {\n  proxy_read_timeout 5s\n  proxy_send_timeout 5s;\n}\n',
  'no semicolon before a block': 'http {\n  server {\n    listen 80\n    location / { }\n  }\n}\n',
  'no semicolon at the end': 'events {}\nuser www-data',
  'block left open': 'events {}\nhttp {\n  server {\n    listen 80;\n',
  'brace too many': 'events {}\nhttp {\n}\n}\n',
  'brace without a name': 'events {}\n{\n}\n',
  'text left open': 'http {\n  add_header X "abc;\n}\n',
  'letters behind a text': 'http {\n  add_header X "abc"def;\n}\n',
  'script left open': 'http {\n  init_by_lua_block {\n    if x then { }\n',
  'misspelt block': 'http {\n  sevrer {\n    listen 80;\n  }\n}\n',
  'misspelt location': 'http {\n  server {\n    loction /api {\n    }\n  }\n}\n',
  'include of nothing': 'events {}\ninclude;\n',
  'include of two': 'events {}\ninclude a.conf b.conf;\n',
  'include of itself': 'events {}\ninclude nginx.conf;\n',
  'include of a secret': 'events {}\nhttp {\n  include /etc/shadow;\n}\n',
  'include of a secret by a detour': 'events {}\ninclude ../shadow;\n',
  'include of secrets by a glob': 'events {}\ninclude /etc/shado?;\n'
}

const SECRET = { '/etc/shadow': 'root:secret:1:0:99999:7:::\n' }

t.test('each mistake is told with its place, what was expected and what was found', async t => {
  for (const [name, text] of Object.entries(MISTAKES)) {
    const file = new URL(`${name.replaceAll(' ', '-')}.txt`, GOLDEN)
    const told = complaint(text)
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(GOLDEN, { recursive: true })
      writeFileSync(file, told)
    }
    t.equal(told, readFileSync(file, 'utf8'), name)
    t.notMatch(told, 'secret:')
  }
})

t.test('blocks in each other without end, and includes that multiply, are refused', async t => {
  t.match(complaint('a {'.repeat(100_000)), 'at most 64 blocks in each other')
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const bomb = letters.map((name, index) => [`${name}.conf`, `include ${letters[index + 1] ?? 'end'}.conf;`.repeat(2)])
  t.throws(() => read('include a.conf;', Object.fromEntries(bomb)), { message: /at most 2000 includes/ })
})

function complaint(text: string): string {
  try {
    read(text, SECRET)
    return 'no complaint\n'
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return `${error.message}\n${error.next === undefined ? '' : `${error.next}\n`}`
  }
}
