import t from 'tap'
import { Trouble } from '../../../src/core/errors.js'
import { ways } from '../nginx/texts.js'
import { read, readAs } from './texts.js'

const MISTAKES: readonly (readonly [string, string, RegExp])[] = [
  [
    'a section left open',
    'Listen 80\n<VirtualHost *:80>\n',
    /site\.conf:2: expected <\/VirtualHost>\n {2}found the end of the file/
  ],
  [
    'a section closed by another',
    '<VirtualHost *:80>\n<Location />\n</VirtualHost>',
    /site\.conf:3: expected <\/Location>, as <Location> was opened on line 2\n/
  ],
  [
    'a section that was not opened',
    'Listen 80\n</Location>',
    /site\.conf:2: expected a directive\n {2}found <\/Location> with no/
  ],
  [
    'a section without its end',
    '<VirtualHost *:80\n</VirtualHost>',
    /site\.conf:1: expected ">" at the end of the line/
  ],
  ['a misspelt section', '<VirtualHots *:80>\n</VirtualHots>', /did you mean "VirtualHost"/],
  ['an include of two', 'Include a b', /expected one path behind Include\n {2}found 2 words/],
  ['an include of itself', 'Include sites-enabled/site.conf', /which includes itself/],
  ['a macro that is not there', 'Use Nobody x', /expected a macro that is defined above/],
  ['a macro without end', '<Macro A>\nUse A\n</Macro>\nUse A', /a macro that comes to an end/],
  [
    'an include of a secret',
    '\\\n\nInclude /etc/shadow',
    /site\.conf:3: expected an include from the folder that was given/
  ],
  ['an include of a secret by a detour', 'Include ../shadow', /\/etc\/shadow/],
  ['an include of secrets by a glob', 'Include /etc/shado?', /\/etc\/shadow/]
]

t.test('each mistake is told with its place, what was expected and what was found', async t => {
  for (const [name, text, expected] of MISTAKES) {
    const told = complaint(text)
    t.match(told, expected, name)
    t.notMatch(told, 'secret:')
  }
})

t.test('sections in each other without end, and includes that multiply, are refused', async t => {
  t.match(complaint('<Location />\n'.repeat(100_000)), 'at most 64 sections in each other')
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const bomb = letters.map((name, at) => [`${name}.inc`, `Include sites-enabled/${letters[at + 1]}.inc\n`.repeat(2)])
  t.throws(() => read('Include sites-enabled/a.inc', Object.fromEntries(bomb)), { message: /at most 2000 includes/ })
})

t.test('lines go on behind a backslash, words stand in quotes, and directives in any letters', async t => {
  const text = `# a comment \\
ProxyPass /comment http://never/
<virtualhost *:80>
  SERVERNAME "a.test"
  ProxyPass \\
    '/a b' \\
    http://spaces/
  ProxyPass "/q\\"" http://quoted/
  ProxyPass /x http://x/
</VIRTUALHOST>`
  const configuration = read(text)
  t.same(ways(configuration), ['/q": http://a.test:80/q%22 -> http quoted:80', '/x: http://a.test:80/x -> http x:80'])
  t.equal(configuration.routes.at(-1)?.place.line, 9)
  t.match(
    configuration.routes.flatMap(({ upstreams }) => upstreams.map(({ host }) => host)),
    ['quoted', 'x']
  )
})

t.test('what holds under a condition is read where the condition holds', async t => {
  const text = `Define LIVE
Define host app
<VirtualHost *:80>
  ServerName a.test
  <IfDefine LIVE>
    ProxyPass /live http://\${host}:\${LIVE_PORT}/
  </IfDefine>
  <IfDefine !LIVE>
    ProxyPass /test http://test/
  </IfDefine>
  <IfModule mod_proxy_http.c>
    ProxyPass /http http://http/
  </IfModule>
  <IfModule mod_jk.c>
    JkMount /* worker
  </IfModule>
  <IfVersion < 2.4>
    ProxyPass /old http://old/
  </IfVersion>
</VirtualHost>`
  const configuration = read(text)
  t.match(ways(configuration), [
    '/live: http://a.test:80/live -> http app:8080',
    '/http: http://a.test:80/http -> http http:80'
  ])
  t.equal(configuration.start.environment?.LIVE_PORT, '8080')
  t.match(configuration.remarks, [
    { text: 'LIVE_PORT is set nowhere in the configuration; taken as 8080', place: { line: 6 } }
  ])
})

t.test('a macro is what it is used for', async t => {
  const text = `<Macro Site $name $port>
<VirtualHost *:80>
  ServerName $name.test
  ProxyPass / http://$name:$port/
</VirtualHost>
</Macro>
Use Site one 1001
Use Site two 1002`
  t.match(ways(read(text)), [
    'one.test/: http://one.test:80/ -> http one:1001',
    'two.test/: http://two.test:80/ -> http two:1002'
  ])
})

t.test("Debian's tree is read as a whole: ports, modules that are missing, sites that are not linked", async t => {
  const main = `IncludeOptional mods-enabled/*.load
Include ports.conf
IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf`
  const site =
    '<VirtualHost *:443>\nServerName a.test\nSSLEngine on\nRewriteEngine On\nProxyPass / fcgi://app:9000/\n</VirtualHost>'
  const configuration = readAs('/app/apache2.conf', main, { 'sites-available/a.conf': site })
  t.match(ways(configuration), ['/: https://a.test:443/ -> fastcgi app:9000'])
  t.match(configuration.start.shown, [
    { from: '/app', at: '/etc/apache2' },
    { from: '/app/sites-available/a.conf', at: '/etc/apache2/sites-enabled/a.conf' }
  ])
  const load = configuration.needs.find(need => 'path' in need && need.path.endsWith('gatecrash.load'))
  const text = load?.kind === 'file' ? (load.text ?? '') : ''
  const loaded = [...text.matchAll(/LoadModule (\w+)_module/g)].map(([, name]) => name)
  t.same(loaded, ['mpm_event', 'authz_core', 'rewrite', 'ssl', 'proxy', 'proxy_fcgi'])
})

t.test(
  "a ServerRoot of its own, modules in it and lines for what is built in are made to fit this machine's program",
  async t => {
    const main = `Define SRVROOT "/usr/local/apache2"
ServerRoot "\${SRVROOT}"
Listen 80
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule log_config_module modules/mod_log_config.so
ErrorLog /proc/self/fd/2
ProxyPass / http://app/`
    const { start, routes } = readAs('/app/httpd.conf', main, { '/usr/lib/apache2/modules/mod_proxy.so': '' })
    t.equal(routes.length, 1)
    t.same(start.args, ['-X', '-d', '/usr/local/apache2', '-f', '/usr/local/apache2/conf/httpd.conf'])
    t.match(start.shown, [
      { at: '/usr/local/apache2/conf' },
      { from: '/usr/lib/apache2/modules', at: '/usr/local/apache2/modules' }
    ])
    const [changed] = start.written
    t.equal(changed?.at, '/usr/local/apache2/conf/httpd.conf')
    t.match(changed?.text, /\n# LoadModule log_config_module .*\nErrorLog \/dev\/stderr\n/)
  }
)

function complaint(text: string): string {
  try {
    read(text, { '/etc/shadow': 'root:secret:1:0:99999:7:::\n' })
    return 'no complaint\n'
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return `${error.message}\n${error.next ?? ''}`
  }
}
