import t from 'tap'
import { addressOf } from '../../../src/configurations/haproxy/text/address.js'
import { Environment } from '../../../src/configurations/haproxy/text/environment.js'
import { readText } from '../../../src/configurations/haproxy/text/read.js'
import { timeOf } from '../../../src/configurations/haproxy/text/time.js'
import { cutWords } from '../../../src/configurations/haproxy/text/words.js'

const HERE = { file: '/x.cfg', line: 1 }

function cut(text: string, variables: Record<string, string> = {}): string[] {
  return cutWords(text, HERE, (name, fallback) => variables[name] ?? fallback ?? '')
}

t.test('words end at blanks, and a line at a hash', async t => {
  t.same(cut('  bind  *:80\tname www # all'), ['bind', '*:80', 'name', 'www'])
  t.same(cut('# nothing'), [])
  t.same(cut('log-format a#b'), ['log-format', 'a'])
})

t.test('quotes and backslashes are taken off as HAProxy does', async t => {
  t.same(cut(`a 'b "c" \\n' d`), ['a', 'b "c" \\n', 'd'])
  t.same(cut('a "b \'c\' \\" \\\\ \\$x"'), ['a', "b 'c' \" \\ $x"])
  t.same(cut('option httpchk GET\\ / HTTP/1.1\\r\\nHost:\\ a'), ['option', 'httpchk', 'GET /', 'HTTP/1.1\r\nHost: a'])
  t.same(cut('path_reg \\.php$ \\x41'), ['path_reg', '\\.php$', 'A'])
  t.same(cut('a ""'), ['a', ''])
  t.same(cut(`a"b"'c'd`), ['abcd'])
})

t.test('variables count within double quotes only', async t => {
  const variables = { HOST: 'app', LIST: 'a b c' }
  t.same(cut(`"$HOST:80" "\${HOST}" '$HOST' $HOST`, variables), ['app:80', 'app', '$HOST', '$HOST'])
  t.same(cut(`"\${PORT-8080}" "\${HOST-other}"`, variables), ['8080', 'app'])
  t.same(cut(`x "\${LIST[*]}" y`, variables), ['x', 'a', 'b', 'c', 'y'])
})

t.test('a variable that nobody sets is made up, and HAProxy is started with it', async t => {
  const { sections, environment } = readText([
    {
      path: '/x.cfg',
      text: `global\n setenv A one\n presetenv A two\nbackend b\n server s "\${API_HOST}:\${API_PORT}"\n server t "\${A}:\${P}"\n`
    }
  ])
  t.same(
    sections.of('backend')[0]?.lines.map(({ words }) => words[2]),
    ['api-host:8080', 'one:8081']
  )
  t.same(environment.made(), { API_HOST: 'api-host', API_PORT: '8080', P: '8081' })
  t.match(environment.remarks()[0], { place: { line: 5 }, text: /API_HOST is set nowhere .*; taken as api-host/ })
  t.same(new Environment().made(), {})
})

t.test('blocks that do not count are left out', async t => {
  const text = [
    'defaults',
    '.if defined(NOBODY)',
    ' a',
    '.elif streq(x,x) && !feature(OPENSSL)',
    ` b "\${UNHEARD}"`,
    '.elif version_atleast(2.4) && version_before(2.8)',
    ' c',
    '.if 0',
    ' d',
    '.endif',
    '.else',
    ' e',
    '.endif',
    ' f'
  ].join('\n')
  const { sections, environment } = readText([{ path: '/x.cfg', text }])
  t.same(
    sections.all[0]?.lines.map(({ words }) => words[0]),
    ['c', 'f']
  )
  t.same(environment.made(), {})
})

t.test('a time without a unit is milliseconds', async t => {
  t.same(
    ['30', '30s', '1m', '2h', '1d', '500us', '5ms'].map(timeOf),
    [30, 30_000, 60_000, 7_200_000, 86_400_000, 0.5, 5]
  )
  t.same(['', '30 s', '1.5s', 'never', undefined].map(timeOf), [undefined, undefined, undefined, undefined, undefined])
})

t.test('addresses are read in all their forms', async t => {
  t.same(addressOf('*:80'), { kind: 'inet', host: '0.0.0.0', port: 80 })
  t.same(addressOf(':443'), { kind: 'inet', host: '0.0.0.0', port: 443 })
  t.same(addressOf('[::1]:8080'), { kind: 'inet', host: '::1', port: 8080 })
  t.same(addressOf(':::80'), { kind: 'inet', host: '::', port: 80 })
  t.same(addressOf('ipv4@app:8000-8010'), { kind: 'inet', host: 'app', port: 8000 })
  t.same(addressOf('10.0.0.1'), { kind: 'inet', host: '10.0.0.1' })
  t.same(addressOf('10.0.0.1:+1000'), { kind: 'inet', host: '10.0.0.1', offset: 1000 })
  t.same(addressOf('unix@/run/app.sock'), { kind: 'unix', path: '/run/app.sock' })
  t.same(addressOf('/run/app.sock'), { kind: 'unix', path: '/run/app.sock' })
  t.same(addressOf('abns@app'), { kind: 'other', what: 'abns@app' })
})
